package dev.securescore.cel;

/**
 * Ends an evaluation that used up its budget.
 *
 * <p>An error and not an exception, because cel-java's {@code ||}, {@code &&} and comprehensions
 * absorb exceptions; without a stack trace, because it is as frequent as an author wants it to be.
 */
final class BudgetExceeded extends Error {

  private static final long serialVersionUID = 1L;

  private final Outcome.Reason reason;

  BudgetExceeded(Outcome.Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Outcome.Failure failure() {
    return new Outcome.Failure(reason, String.valueOf(getMessage()));
  }
}
