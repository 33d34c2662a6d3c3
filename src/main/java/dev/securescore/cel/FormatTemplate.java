package dev.securescore.cel;

import java.util.ArrayList;
import java.util.List;

/**
 * What the function {@code format} fills in, such as {@code '%d of %s'}.
 *
 * @param pieces in their order
 */
record FormatTemplate(List<Piece> pieces) {

  /** A part of a template. */
  sealed interface Piece {}

  /** Text that stays as it is. */
  record Plain(String text) implements Piece {}

  /**
   * A place for the next argument.
   *
   * @param precision digits after the point
   */
  record Clause(Conversion conversion, int precision) implements Piece {}

  /** How an argument is written. */
  enum Conversion {
    TEXT,
    DECIMAL,
    FIXED,
    SCIENTIFIC,
    BINARY,
    HEXADECIMAL,
    UPPER_HEXADECIMAL,
    OCTAL
  }

  private static final int DEFAULT_PRECISION = 6;

  /**
   * Reads a template.
   *
   * @throws CallFailure if it is none
   */
  static FormatTemplate parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      int percent = text.indexOf('%', position);
      if (percent < 0) {
        pieces.add(new Plain(text.substring(position)));
        break;
      }
      pieces.add(new Plain(text.substring(position, percent)));
      position = percent + 1;
      if (position < text.length() && text.charAt(position) == '%') {
        pieces.add(new Plain("%"));
        position++;
      } else {
        position = clause(text, position, pieces);
      }
    }
    return new FormatTemplate(pieces);
  }

  private static int clause(String text, int start, List<Piece> pieces) {
    int end = start;
    int precision = DEFAULT_PRECISION;
    if (end < text.length() && text.charAt(end) == '.') {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      precision = precision(text.substring(start + 1, end));
    }
    if (end == text.length()) {
      throw new CallFailure("format: unexpected end of the template");
    }
    pieces.add(new Clause(conversion(text.charAt(end)), precision));
    return end + 1;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static int precision(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new CallFailure("format: a precision must be a number");
    }
  }

  private static Conversion conversion(char letter) {
    return switch (letter) {
      case 's' -> Conversion.TEXT;
      case 'd' -> Conversion.DECIMAL;
      case 'f' -> Conversion.FIXED;
      case 'e' -> Conversion.SCIENTIFIC;
      case 'b' -> Conversion.BINARY;
      case 'x' -> Conversion.HEXADECIMAL;
      case 'X' -> Conversion.UPPER_HEXADECIMAL;
      case 'o' -> Conversion.OCTAL;
      default -> throw new CallFailure("format: a clause must be one of s, d, f, e, b, x, X, o");
    };
  }

  /** How many arguments it takes. */
  int places() {
    return (int) pieces.stream().filter(Clause.class::isInstance).count();
  }
}
