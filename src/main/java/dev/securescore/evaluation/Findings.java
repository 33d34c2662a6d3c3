package dev.securescore.evaluation;

import dev.securescore.catalog.Rule;
import dev.securescore.cel.Budget;
import dev.securescore.cel.Expression;
import dev.securescore.cel.Outcome;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.json.JsonMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the expressions of a rule before one object or container.
 *
 * @param tells whether what is unhealthy gets a message
 */
record Findings(boolean tells) {

  private static final int MESSAGE_LIMIT = 1024;
  private static final String UNHEALTHY = "Unhealthy";

  /** As at admission: one condition that does not hold decides, whatever fails beside it. */
  Finding of(
      Rule rule,
      Case object,
      @Nullable PodTemplate template,
      @Nullable JsonMap container,
      Budget budget) {
    Names names = new Names(rule, object, template, container, budget);
    @Nullable Finding undecided = null;
    boolean lasting = true;
    for (Rule.Condition condition : rule.conditions()) {
      switch (condition.expression().evaluate(names, budget)) {
        case Outcome.Failure failure -> {
          Finding failed = failed(failure, names);
          undecided = undecided == null ? failed : undecided;
          lasting &= failed.lasting();
        }
        case Outcome.Value value -> {
          if (!Boolean.TRUE.equals(value.value())) {
            return new Finding(
                Verdict.NOT_APPLICABLE,
                condition.name(),
                "condition '" + condition.name() + "' does not hold",
                null,
                lasting);
          }
        }
      }
    }
    return undecided == null ? checked(rule, names, budget) : undecided.lasting(lasting);
  }

  private Finding checked(Rule rule, Names names, Budget budget) {
    @Nullable Finding undecided = null;
    boolean lasting = true;
    for (Rule.Check check : rule.checks()) {
      switch (check.expression().evaluate(names, budget)) {
        case Outcome.Failure failure -> {
          undecided = failed(failure, names);
          lasting &= undecided.lasting();
        }
        case Outcome.Value value -> {
          if (!Boolean.TRUE.equals(value.value())) {
            return tells
                ? unhealthy(check, names, budget, lasting)
                : new Finding(Verdict.UNHEALTHY, UNHEALTHY, "", null, lasting);
          }
        }
      }
    }
    return undecided == null ? Finding.healthy() : undecided.lasting(lasting);
  }

  /**
   * An error after a related object was looked for in vain comes from that, and lasts for as long
   * as it is missing.
   */
  private static Finding failed(Outcome.Failure failure, Names names) {
    Optional<String> missing = names.missing();
    return missing.isPresent() && failure.reason() == Outcome.Reason.EVALUATION_ERROR
        ? Finding.notEvaluated("RelatedUnavailable", missing.get(), true)
        : Finding.notEvaluated(reason(failure.reason()), failure.message(), false);
  }

  private static String reason(Outcome.Reason reason) {
    return switch (reason) {
      case EVALUATION_ERROR -> "EvaluationError";
      case COST_EXCEEDED -> "CostExceeded";
      case TIME_EXCEEDED -> "TimeExceeded";
      case SIZE_EXCEEDED -> "SizeExceeded";
      case INTERRUPTED -> "Interrupted";
    };
  }

  /**
   * As at admission: a message that fails, is blank, long or has line breaks falls back. What it
   * costs is not the rule's, so that a verdict is the same where nobody asks for messages.
   */
  private static Finding unhealthy(
      Rule.Check check, Names names, Budget budget, boolean othersLast) {
    boolean lasting = othersLast;
    @Nullable Expression expression = check.messageExpression();
    if (expression != null) {
      Outcome outcome = budget.aside(own -> expression.evaluate(names, own));
      if (outcome instanceof Outcome.Value(String text)
          && !text.isBlank()
          && text.length() <= MESSAGE_LIMIT
          && text.indexOf('\n') < 0) {
        return new Finding(Verdict.UNHEALTHY, UNHEALTHY, text, expression.source(), lasting);
      }
      lasting &= outcome instanceof Outcome.Value;
    }
    @Nullable String message = check.message();
    String told = message == null ? "failed expression: " + check.expression().source() : message;
    return new Finding(Verdict.UNHEALTHY, UNHEALTHY, told, null, lasting);
  }
}
