package dev.securescore.cel;

import dev.securescore.cel.Outcome.Reason;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all evaluations for one recommendation and one resource may use together.
 *
 * <p>Its time runs from the first reading of its clock, which comes after 1024 steps: reading the
 * time of a thread costs as much as a whole short evaluation. It belongs to one thread. A budget
 * whose cost or time is used up fails every further evaluation.
 */
public final class Budget {

  private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();
  private static final int UNITS_BETWEEN_CLOCK_READINGS = 1024;
  private static final int CHARACTERS_IN_A_UNIT = 64;

  private final BudgetLimits limits;
  private final LongSupplier nanoTime;
  private long start;
  private boolean runs;
  private long spent;
  private long nextReading = UNITS_BETWEEN_CLOCK_READINGS;
  private @Nullable Budget beside;

  /**
   * A fresh budget.
   *
   * @param nanoTime a clock in nanoseconds that never goes back, such as {@code System::nanoTime}
   */
  public Budget(BudgetLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * What was used of a budget.
   *
   * @param units its cost
   * @param aside the cost of what was done aside
   */
  public record Spent(long units, long aside) {

    /** What was used after something else was. */
    public Spent since(Spent before) {
      return new Spent(units - before.units, aside - before.aside);
    }
  }

  /**
   * Evaluates what must not change an outcome, such as a message.
   *
   * <p>It draws on a budget of its own, which has the same limits and is one for all that is done
   * aside; meanwhile the time of this one stands still.
   */
  public <T> T aside(Function<Budget, T> evaluation) {
    if (!runs) {
      return evaluation.apply(beside());
    }
    long before = nanoTime.getAsLong();
    try {
      return evaluation.apply(beside());
    } finally {
      start += nanoTime.getAsLong() - before;
    }
  }

  private Budget beside() {
    @Nullable Budget known = beside;
    if (known == null) {
      known = new Budget(limits, nanoTime);
      beside = known;
    }
    return known;
  }

  /** The cost used so far. */
  public Spent spent() {
    return new Spent(spent, beside == null ? 0 : beside.spent);
  }

  /**
   * Charges for evaluations whose outcome is known, as much as they cost before.
   *
   * @return false, and nothing is charged, where that is more than is left
   */
  public boolean repeat(Spent cost) {
    if (!has(cost.units()) || (cost.aside() > 0 && !beside().has(cost.aside()))) {
      return false;
    }
    spent += cost.units();
    if (cost.aside() > 0) {
      beside().spent += cost.aside();
    }
    return true;
  }

  private boolean has(long units) {
    return spent + units <= limits.cost();
  }

  /** Whether this is called by an evaluation. */
  static boolean isCurrent() {
    return CURRENT.isBound();
  }

  /** The budget of the evaluation that calls. */
  static Budget current() {
    return CURRENT.get();
  }

  <T> T during(Supplier<T> evaluation) {
    failIfInterrupted();
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
      failIfInterrupted();
      readClock();
      nextReading = spent + UNITS_BETWEEN_CLOCK_READINGS;
    }
  }

  void chargeText(long characters) {
    charge(1 + characters / CHARACTERS_IN_A_UNIT);
  }

  /** Refuses a text or list before it is built. */
  void admit(long size) {
    if (!allows(size)) {
      throw new BudgetExceeded(
          Reason.SIZE_EXCEEDED, "size limit exceeded: a value over %d".formatted(limits.size()));
    }
  }

  /** Charges for a list or map that an expression has built. */
  void chargeBuilt(Object value) {
    charge(Weight.ofBuilt(value, limits.size(), this));
  }

  /** Whether a text of this many characters may be built. */
  boolean allows(long size) {
    return size <= limits.size();
  }

  private static void failIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new BudgetExceeded(Reason.INTERRUPTED, "interrupted");
    }
  }

  private void readClock() {
    long now = nanoTime.getAsLong();
    if (!runs) {
      runs = true;
      start = now;
    }
    if (now - start > limits.time().toNanos()) {
      throw new BudgetExceeded(
          Reason.TIME_EXCEEDED,
          "time limit exceeded: more than %d ms".formatted(limits.time().toMillis()));
    }
  }
}
