package dev.securescore.cel.value;

import java.util.Map;

/** Text between quotation marks, as Go's {@code %q} writes it. */
public final class Quotation {

  private static final Map<Integer, String> NAMED =
      Map.of(
          0x07,
          "\\a",
          0x08,
          "\\b",
          0x0c,
          "\\f",
          0x0a,
          "\\n",
          0x0d,
          "\\r",
          0x09,
          "\\t",
          0x0b,
          "\\v",
          (int) '"',
          "\\\"",
          (int) '\\',
          "\\\\");
  private static final int DELETE = 0x7f;
  private static final int FIRST_OF_FOUR_BYTES = 0x10000;

  private Quotation() {}

  /** The text in quotation marks, with everything escaped that is not printed. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(codePoint -> append(quoted, codePoint));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int codePoint) {
    String named = NAMED.get(codePoint);
    if (named != null) {
      quoted.append(named);
    } else if (isPrinted(codePoint)) {
      quoted.appendCodePoint(codePoint);
    } else if (codePoint < ' ' || codePoint == DELETE) {
      quoted.append("\\x%02x".formatted(codePoint));
    } else {
      quoted.append(
          codePoint < FIRST_OF_FOUR_BYTES
              ? "\\u%04x".formatted(codePoint)
              : "\\U%08x".formatted(codePoint));
    }
  }

  private static boolean isPrinted(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
