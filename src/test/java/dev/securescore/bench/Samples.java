package dev.securescore.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/** Numbers of one kind, sorted. */
final class Samples {

  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  static Samples of(Collection<? extends Number> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    return new Samples(sorted);
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  void forEach(DoubleConsumer action) {
    Arrays.stream(sorted).forEach(action);
  }

  /** The mean of the two in the middle, where their number is even; NaN where there is none. */
  double median() {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The least number that a share of all does not exceed; NaN where there is none. */
  double percentile(double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  double max() {
    return percentile(1);
  }

  double sum() {
    return Arrays.stream(sorted).sum();
  }

  /** Median with least and greatest. */
  String spread(String format) {
    return isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            format + " (" + format + "–" + format + ")",
            median(),
            sorted[0],
            sorted[sorted.length - 1]);
  }
}
