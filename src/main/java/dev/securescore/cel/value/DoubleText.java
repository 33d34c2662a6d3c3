package dev.securescore.cel.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How Go writes floating-point numbers. */
public final class DoubleText {

  private static final int SMALLEST_PLAIN_EXPONENT = -4;
  private static final int LARGEST_PLAIN_EXPONENT = 5;
  private static final int FRACTION_DIGITS = 6;
  private static final String SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private DoubleText() {}

  /** As few digits as say which number it is, with an exponent from a million on. */
  public static String shortest(double number) {
    if (!Double.isFinite(number)) {
      return notFinite(number);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
    String sign = isNegative(number) ? "-" : "";
    int exponent = number == 0 ? 0 : decimal.precision() - decimal.scale() - 1;
    if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
      return sign + decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return sign
        + digits.charAt(0)
        + fraction
        + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** With six digits after the point. */
  public static String fixed(double number) {
    return Double.isFinite(number)
        ? (isNegative(number) ? "-" : "")
            + new BigDecimal(Math.abs(number))
                .setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN)
                .toPlainString()
        : notFinite(number);
  }

  /** With so many digits after the point and thousands apart, as people in America write it. */
  public static String grouped(double number, int precision) {
    if (!Double.isFinite(number)) {
      return printed(number);
    }
    BigDecimal decimal = new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN);
    String plain = decimal.abs().toPlainString();
    int point = precision == 0 ? plain.length() : plain.indexOf('.');
    StringBuilder grouped = new StringBuilder(plain);
    for (int index = point - 3; index > 0; index -= 3) {
      grouped.insert(index, ',');
    }
    return (number < 0 ? "-" : "") + grouped;
  }

  /** Six digits after the point and a power of ten, set to the right of so many characters. */
  public static String scientific(double number, int width) {
    String text = Double.isFinite(number) ? powerOfTen(number) : printed(number);
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String powerOfTen(double number) {
    BigDecimal decimal =
        new BigDecimal(number).round(new MathContext(FRACTION_DIGITS + 1, RoundingMode.HALF_EVEN));
    int exponent = number == 0 ? 0 : decimal.precision() - decimal.scale() - 1;
    String mantissa =
        decimal
            .movePointLeft(exponent)
            .setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN)
            .toPlainString();
    StringBuilder power = new StringBuilder(mantissa).append("×10").append(exponent < 0 ? "⁻" : "");
    String.format(Locale.ROOT, "%02d", Math.abs(exponent))
        .chars()
        .forEach(digit -> power.append(SUPERSCRIPT.charAt(digit - '0')));
    return power.toString();
  }

  private static boolean isNegative(double number) {
    return Double.doubleToRawLongBits(number) < 0;
  }

  private static String notFinite(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return number > 0 ? "+Inf" : "-Inf";
  }

  private static String printed(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return number > 0 ? "∞" : "-∞";
  }
}
