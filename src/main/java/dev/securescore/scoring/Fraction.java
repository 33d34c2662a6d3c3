package dev.securescore.scoring;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact, reduced number that is not negative; scores are rounded only where people read them.
 */
public record Fraction(BigInteger numerator, BigInteger denominator)
    implements Comparable<Fraction> {

  static final Fraction NOTHING = new Fraction(ZERO, ONE);

  /** Reduces; the denominator must be positive and the numerator not negative. */
  public Fraction {
    if (denominator.signum() <= 0 || numerator.signum() < 0) {
      throw new IllegalArgumentException("not a fraction: " + numerator + "/" + denominator);
    }
    BigInteger divisor = numerator.gcd(denominator);
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  /** The fraction of two whole numbers. */
  public static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The distance between the two, whichever is greater. */
  Fraction distance(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)).abs(),
        denominator.multiply(other.denominator));
  }

  Fraction times(long factor) {
    return new Fraction(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  Fraction dividedBy(long divisor) {
    return new Fraction(numerator, denominator.multiply(BigInteger.valueOf(divisor)));
  }

  /** Whether this is exactly zero. */
  public boolean isZero() {
    return numerator.signum() == 0;
  }

  /** The whole number below or at this. */
  public int floor() {
    return numerator.divide(denominator).intValueExact();
  }

  /** The nearest whole number, halves up. */
  public long rounded() {
    return toDecimal(0).longValueExact();
  }

  /** The decimal with that many places, halves up. */
  public BigDecimal toDecimal(int places) {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), places, RoundingMode.HALF_UP);
  }

  /** The nearest double, for metrics only. */
  public double toDouble() {
    return toDecimal(9).doubleValue();
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }
}
