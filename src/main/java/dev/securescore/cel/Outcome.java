package dev.securescore.cel;

/** What came of an evaluation. */
public sealed interface Outcome {

  /**
   * The expression has a value.
   *
   * @param value a {@code Boolean}, {@code String}, {@code Long}, {@code Double}, list, map or
   *     other CEL value
   */
  record Value(Object value) implements Outcome {}

  /**
   * The expression has no value.
   *
   * @param message for people; names keys, functions and limits, never a value of the input
   */
  record Failure(Reason reason, String message) implements Outcome {}

  /** Why an evaluation failed. */
  enum Reason {
    /** The expression does not fit the input: a missing key, a wrong type, a division by zero. */
    EVALUATION_ERROR,
    /** It took more steps than the budget has. */
    COST_EXCEEDED,
    /** It took longer than the budget allows. */
    TIME_EXCEEDED,
    /** It built, or would have built, a value larger than the budget allows. */
    SIZE_EXCEEDED,
    /** The thread was interrupted; its interrupt status stays set. */
    INTERRUPTED
  }
}
