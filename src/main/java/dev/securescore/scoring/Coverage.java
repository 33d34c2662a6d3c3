package dev.securescore.scoring;

import java.util.Collection;

/**
 * How much of what should be judged was judged; silence is never compliance.
 *
 * @param evaluated verdicts Healthy, Unhealthy and exempt ones
 * @param notEvaluated verdicts NotEvaluated
 */
public record Coverage(long evaluated, long notEvaluated) {

  static Coverage of(Collection<Tally> tallies) {
    return new Coverage(
        tallies.stream().mapToLong(tally -> tally.total() + tally.waived()).sum(),
        tallies.stream().mapToLong(Tally::notEvaluated).sum());
  }

  /** {@code 100 × evaluated / (evaluated + NotEvaluated)}; 100 where there was nothing to judge. */
  public Fraction percent() {
    return isOfNothing()
        ? Fraction.of(100, 1)
        : Fraction.of(100 * evaluated, evaluated + notEvaluated);
  }

  /** Whether there was nothing to judge. */
  public boolean isOfNothing() {
    return evaluated + notEvaluated == 0;
  }

  /** Whether everything was judged. */
  public boolean isComplete() {
    return notEvaluated == 0;
  }
}
