package dev.securescore.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into its documents before anything is parsed, so that a bad one costs no other.
 *
 * <p>A line that starts with {@code ---} or {@code ...} ends a document wherever it stands; YAML
 * has no exception to this, not even in block scalars.
 */
final class DocumentStream {

  private static final String TEMPLATE_COMMENT = "# Source: ";

  private final String stream;
  private final int limit;
  private final List<DocumentText> documents = new ArrayList<>();
  private String template = "";
  private int line = 1;
  private int start;
  private int startLine = 1;
  private boolean content;

  private DocumentStream(String stream, int limit) {
    this.stream = stream;
    this.limit = limit;
  }

  /** The documents in their order; those without any content are left out. */
  static List<DocumentText> split(String stream, int limit) throws UnreadableException {
    DocumentStream splitting = new DocumentStream(stream, limit);
    splitting.split();
    return splitting.documents;
  }

  private void split() throws UnreadableException {
    for (int from = 0; from < stream.length(); line++) {
      int newline = stream.indexOf('\n', from);
      int end = newline < 0 ? stream.length() : newline + 1;
      if (isMarker("---", from)) {
        finish(from, from, line);
        content = hasContent(from + "---".length(), end);
      } else if (isMarker("...", from)) {
        finish(from, end, line + 1);
      } else if (!content) {
        content = hasContent(from, end);
      }
      from = end;
    }
    finish(stream.length(), stream.length(), line);
  }

  private boolean isMarker(String marker, int from) {
    int end = from + marker.length();
    return stream.startsWith(marker, from)
        && (end == stream.length() || Character.isWhitespace(stream.charAt(end)));
  }

  private boolean hasContent(int from, int end) {
    String text = stream.substring(from, end).strip();
    if (text.startsWith(TEMPLATE_COMMENT)) {
      template = text.substring(TEMPLATE_COMMENT.length()).strip();
    }
    boolean directive = stream.charAt(from) == '%';
    return !text.isEmpty() && !text.startsWith("#") && !directive;
  }

  private void finish(int end, int nextStart, int nextLine) throws UnreadableException {
    if (content) {
      String document = stream.substring(start, end);
      int from = 0;
      for (int to : JsonObjects.ends(document)) {
        if (documents.size() == limit) {
          throw new ExhaustedException(startLine, "more than " + limit + " documents; split it");
        }
        documents.add(
            new DocumentText(startLine, start + from, document.substring(from, to), template));
        startLine += newlines(document, from, to);
        from = to;
      }
    }
    start = nextStart;
    startLine = nextLine;
    content = false;
  }

  private static int newlines(String text, int from, int to) {
    int count = 0;
    for (int at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
      count++;
    }
    return count;
  }
}
