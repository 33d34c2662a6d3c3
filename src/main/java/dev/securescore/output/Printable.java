package dev.securescore.output;

/** Makes texts that others wrote safe to print. */
public final class Printable {

  private static final char DELETE = 0x7f;

  private Printable() {}

  /**
   * The text on one line, with every character that could steer a terminal made visible.
   *
   * <p>These are control characters and those that change the direction of writing.
   */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(each -> {
          if (steers(each)) {
            safe.append("\\u%04x".formatted(each));
          } else {
            safe.appendCodePoint(each);
          }
        });
    return safe.toString();
  }

  /** Nearly every text is; the tables of characters are asked for what is beyond ASCII alone. */
  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each < ' ' || each >= DELETE) {
        return text.codePoints().noneMatch(Printable::steers);
      }
    }
    return true;
  }

  private static boolean steers(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
