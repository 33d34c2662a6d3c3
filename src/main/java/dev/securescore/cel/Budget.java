package dev.securescore.cel;

import dev.securescore.cel.Outcome.Reason;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all evaluations for one recommendation and one resource may use together.
 *
 * <p>Its time runs from its creation. It belongs to one thread. A budget whose cost or time is used
 * up fails every further evaluation.
 */
public final class Budget {

  private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();
  private static final int UNITS_BETWEEN_CLOCK_READINGS = 256;
  private static final int CHARACTERS_IN_A_UNIT = 64;

  private final BudgetLimits limits;
  private final LongSupplier nanoTime;
  private final long start;
  private long spent;
  private long nextReading;

  /**
   * A fresh budget.
   *
   * @param nanoTime a clock in nanoseconds that never goes back, such as {@code System::nanoTime}
   */
  public Budget(BudgetLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** The cost used so far. */
  public long spent() {
    return spent;
  }

  /** The budget of the evaluation that calls. */
  static Budget current() {
    return CURRENT.get();
  }

  <T> T during(Supplier<T> evaluation) {
    nextReading = spent;
    charge(1);
    return ScopedValue.where(CURRENT, this).call(evaluation::get);
  }

  void charge(long units) {
    spent += units;
    if (spent > limits.cost() || spent < 0) {
      spent = Math.max(spent, limits.cost() + 1);
      throw new BudgetExceeded(
          Reason.COST_EXCEEDED, "cost limit exceeded: more than %d steps".formatted(limits.cost()));
    }
    if (spent >= nextReading) {
      nextReading = spent + UNITS_BETWEEN_CLOCK_READINGS;
      readClock();
    }
  }

  void chargeText(long characters) {
    charge(1 + characters / CHARACTERS_IN_A_UNIT);
  }

  /** Refuses a text or list before it is built. */
  void admit(long size) {
    if (size > limits.size()) {
      throw new BudgetExceeded(
          Reason.SIZE_EXCEEDED, "size limit exceeded: a value over %d".formatted(limits.size()));
    }
  }

  /** Charges for a value that a node has given. */
  void chargeResult(Object value, boolean built) {
    if (value instanceof String text) {
      if (built) {
        admit(text.length());
      }
      chargeText(text.length());
    } else if (built) {
      charge(Weight.ofBuilt(value, limits.size(), this));
    } else {
      charge(1);
    }
  }

  private void readClock() {
    if (Thread.currentThread().isInterrupted()) {
      throw new BudgetExceeded(Reason.INTERRUPTED, "interrupted");
    }
    if (nanoTime.getAsLong() - start > limits.time().toNanos()) {
      throw new BudgetExceeded(
          Reason.TIME_EXCEEDED,
          "time limit exceeded: more than %d ms".formatted(limits.time().toMillis()));
    }
  }
}
