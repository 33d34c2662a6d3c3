package dev.securescore.manifest;

/**
 * The text of one document before it is parsed.
 *
 * @param firstLine its first line in the stream, counted from 1
 * @param text the text, with its {@code ---}
 * @param template the template that helm says it comes from; empty where nothing says so
 */
record DocumentText(int firstLine, String text, String template) {

  /** Whether a template action stands outside of comments. */
  boolean looksLikeTemplate() {
    return text.contains("{{")
        && text.lines()
            .anyMatch(line -> line.contains("{{") && !line.stripLeading().startsWith("#"));
  }
}
