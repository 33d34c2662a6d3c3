package dev.securescore.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Compilation.Refused;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Value;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.Set;

/** Compiles and evaluates in one step, with the entries of a map as variables. */
final class Evaluating {

  static final CelLanguage LANGUAGE = CelLanguage.kubernetes();

  private Evaluating() {}

  static Compilation compile(String expression, Map<String, ?> variables) {
    return LANGUAGE.compile(expression, variables.keySet(), ResultType.ANY);
  }

  static Expression compiled(String expression, Map<String, ?> variables) {
    return switch (compile(expression, variables)) {
      case Compiled(Expression result) -> result;
      case Refused(String message, int line, int column) ->
          throw new AssertionError("%s: %d:%d %s".formatted(expression, line, column, message));
    };
  }

  static Outcome outcome(String expression, Map<String, ?> variables) {
    JsonMap values = Json.object(variables);
    return compiled(expression, variables).evaluate(values::get, budget());
  }

  /** A budget of cost and size alone, so that a slow machine changes nothing. */
  static Budget budget() {
    return new Budget(BudgetLimits.standard(), () -> 0);
  }

  static Object value(String expression) {
    return value(expression, Map.of());
  }

  static Object value(String expression, Map<String, ?> variables) {
    Outcome outcome = outcome(expression, variables);
    assertThat(outcome).as(expression).isInstanceOf(Value.class);
    return ((Value) outcome).value();
  }

  static Failure failure(String expression, Map<String, ?> variables) {
    Outcome outcome = outcome(expression, variables);
    assertThat(outcome).as(expression).isInstanceOf(Failure.class);
    return (Failure) outcome;
  }

  static Refused refused(String expression, String... variables) {
    Compilation compilation = LANGUAGE.compile(expression, Set.of(variables), ResultType.BOOL);
    assertThat(compilation).as(expression).isInstanceOf(Refused.class);
    return (Refused) compilation;
  }
}
