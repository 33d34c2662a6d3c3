package dev.securescore.manifest;

/**
 * The text of one document before it is parsed.
 *
 * @param firstLine its first line in the stream, counted from 1
 * @param start where it begins in the stream, in characters
 * @param text the text, with its {@code ---}
 * @param template the template that helm says it comes from; empty where nothing says so
 */
record DocumentText(int firstLine, int start, String text, String template) {

  /** Where the document ends in the stream, in characters. */
  int end() {
    return start + text.length();
  }

  /** Whether a template action stands outside of comments. */
  boolean looksLikeTemplate() {
    return text.contains("{{")
        && text.lines()
            .anyMatch(line -> line.contains("{{") && !line.stripLeading().startsWith("#"));
  }
}
