package dev.securescore.cel;

import java.time.Duration;

/**
 * How much the evaluations that share a budget may use.
 *
 * @param cost steps; one for every node evaluated, more for large values and slow functions
 * @param time from the first reading of the clock, 1024 steps after the budget began
 * @param size of a single value: characters of a text, or the weight of a list or map as {@code
 *     JsonMap.weight} counts it
 */
public record BudgetLimits(long cost, Duration time, int size) {

  /** One million steps, 100 ms, 100,000: what Kubernetes grants one expression. */
  public static BudgetLimits standard() {
    return new BudgetLimits(1_000_000, Duration.ofMillis(100), 100_000);
  }
}
