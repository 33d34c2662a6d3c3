package dev.securescore.cel.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How Kubernetes writes an amount: like the first one of a sum was written. */
enum QuantityNotation {
  DECIMAL,
  BINARY,
  EXPONENT;

  private static final String DECIMAL_SUFFIXES = "num kMGTPE";
  private static final String BINARY_SUFFIXES = " KMGTPE";
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final int STEP = 3;

  String write(BigDecimal amount) {
    if (amount.signum() == 0) {
      return "0";
    }
    BigDecimal plain = amount.stripTrailingZeros();
    return switch (this) {
      case DECIMAL -> decimal(plain);
      case EXPONENT -> exponent(plain);
      case BINARY ->
          plain.scale() > 0 || plain.abs().compareTo(new BigDecimal(KIBI)) < 0
              ? decimal(plain)
              : binary(plain.toBigIntegerExact());
    };
  }

  private static String decimal(BigDecimal amount) {
    int power = power(amount);
    int suffix = power / STEP + STEP;
    return suffix < DECIMAL_SUFFIXES.length()
        ? digits(amount, power) + DECIMAL_SUFFIXES.substring(suffix, suffix + 1).strip()
        : exponent(amount);
  }

  private static String exponent(BigDecimal amount) {
    int power = power(amount);
    return digits(amount, power) + (power == 0 ? "" : "e" + power);
  }

  private static String binary(BigInteger amount) {
    BigInteger digits = amount;
    int power = 0;
    while (power < BINARY_SUFFIXES.length() - 1 && digits.mod(KIBI).signum() == 0) {
      digits = digits.divide(KIBI);
      power++;
    }
    return power == 0 ? digits.toString() : digits + "" + BINARY_SUFFIXES.charAt(power) + "i";
  }

  /** The largest power of thousand that leaves no fraction. */
  private static int power(BigDecimal amount) {
    return Math.floorDiv(-amount.scale(), STEP) * STEP;
  }

  private static String digits(BigDecimal amount, int power) {
    return amount.movePointLeft(power).toBigIntegerExact().toString();
  }
}
