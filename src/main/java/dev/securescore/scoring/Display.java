package dev.securescore.scoring;

import java.math.BigDecimal;

/** How people read the numbers: one decimal, and nothing that claims more than is true. */
public final class Display {

  private static final BigDecimal ALMOST_ALL = new BigDecimal("99.9");
  private static final BigDecimal LEAST = new BigDecimal("0.1");
  private static final Fraction ALL = Fraction.of(100, 1);

  private Display() {}

  /** A percentage with one decimal; 100.0 and 0.0 only when it is exactly that. */
  public static String percent(Fraction percent) {
    BigDecimal rounded = percent.toDecimal(1);
    if (percent.compareTo(ALL) < 0) {
      rounded = rounded.min(ALMOST_ALL);
    }
    if (!percent.isZero()) {
      rounded = rounded.max(LEAST);
    }
    return rounded.toPlainString();
  }

  /**
   * The score of a scope: {@code 80.4}, {@code 80.4?} under full coverage, {@code -} without one.
   */
  public static String score(Score score) {
    return score
        .percent()
        .map(percent -> percent(percent) + (score.coverage().isComplete() ? "" : "?"))
        .orElse("-");
  }

  /** A gain without sign: {@code 12.5}; {@code 0} for none, {@code <0.1} for very little. */
  public static String gain(Fraction gain) {
    if (gain.isZero()) {
      return "0";
    }
    BigDecimal rounded = gain.toDecimal(1);
    return rounded.signum() == 0 ? "<0.1" : rounded.toPlainString();
  }

  /** A gain with its sign: {@code +12.5}; {@code 0} for none. */
  public static String signedGain(Fraction gain) {
    return gain.isZero() ? "0" : "+" + gain(gain);
  }

  /** What lies between two scores in percent: {@code +0.9}, {@code -12.5}; {@code 0} for none. */
  public static String change(Fraction from, Fraction to) {
    Fraction distance = to.distance(from);
    return distance.isZero() ? "0" : (to.compareTo(from) < 0 ? "-" : "+") + gain(distance);
  }

  /** A coverage as a whole percentage, rounded down: {@code 97%}; {@code -} of nothing. */
  public static String coverage(Coverage coverage) {
    return coverage.isOfNothing() ? "-" : coverage.percent().floor() + "%";
  }

  /** Points of a scope: {@code 225/280}, the first with a decimal where it has one. */
  public static String points(Score score) {
    BigDecimal points = score.points().toDecimal(1).stripTrailingZeros();
    return points.toPlainString() + "/" + score.maximumPoints();
  }
}
