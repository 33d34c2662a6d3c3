package dev.securescore.output;

/** Makes texts that others wrote safe to print. */
public final class Printable {

  private Printable() {}

  /**
   * The text on one line, with every character that could steer a terminal made visible.
   *
   * <p>These are control characters and those that change the direction of writing.
   */
  public static String of(String text) {
    if (text.codePoints().noneMatch(Printable::steers)) {
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
