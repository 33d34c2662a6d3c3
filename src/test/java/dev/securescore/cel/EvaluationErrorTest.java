package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Reason;
import dev.securescore.json.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationErrorTest {

  private static final Map<String, ?> ENVIRONMENT =
      Map.of("env", Map.of("value", "hunter2", "name", "PASSWORD", "port", 1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "env.x                          | no such key: x",
        "env.missing.x                  | no such key: missing",
        "env['y']                       | no such key: y",
        "env.value.x                    | no such key: x",
        "env[env.value]                 | no such key",
        "{}[env.value]                  | no such key",
        "[1][3]                         | index out of bounds",
        "1 / (env.port - 1)             | division by zero",
        "9223372036854775807 + env.port | number out of range",
        "env.port + env.value           | no matching overload for '_+_'",
        "env.port.startsWith('a')       | no matching overload for 'startsWith'",
        "quantity(env.value)            | quantity: not a quantity",
        "[].max()                       | max called on empty list",
        "[env, env].max()               | max: elements cannot be compared",
        "[env.port, env.value].join()   | join: not a list of strings",
      })
  void messageNamesTheKeyOrFunction(String expression, String message) {
    assertThat(failure(expression.strip(), ENVIRONMENT))
        .isEqualTo(new Failure(Reason.EVALUATION_ERROR, message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int(env.value)",
        "timestamp(env.value)",
        "duration(env.value)",
        "double(env.value)",
        "env.value.charAt(99)",
        "env.value.substring(9, 3)",
        "env.value && true",
        "env.value ? 1 : 2",
        "[env.value, dyn(1)].sort()",
        "env.value.matches(env.value + '[')",
        "env[env.value]",
        "env.value < 1",
        "[env.value][env.value]",
        "dyn(env.value).all(x, x)",
        "optional.none().value() == env.value",
        "dyn(env.value).hasValue()",
        "[env.value].flatten(-1)",
        "uint(env.value)",
        "{env.value: 1, env.value: 2}",
        "bool(env.value)",
        "dyn(env.value).value()",
        "!env.value",
        "-env.value",
      })
  void messageNeverHoldsAValueOfTheInput(String expression) {
    Failure failure = failure(expression, ENVIRONMENT);

    assertThat(failure.reason()).isEqualTo(Reason.EVALUATION_ERROR);
    assertThat(failure.message()).isNotBlank().doesNotContain("hunter2");
  }

  @Test
  void errorIsAbsorbedAsInKubernetes() {
    assertThat(Evaluating.value("env.x == 1 || true", ENVIRONMENT)).isEqualTo(true);
    assertThat(Evaluating.value("env.x == 1 && false", ENVIRONMENT)).isEqualTo(false);
    assertThat(Evaluating.value("[env, dyn({'x': 1})].exists(e, e.x == 1)", ENVIRONMENT))
        .isEqualTo(true);
  }

  @Test
  void dynamicResultOfAnotherTypeFails() {
    Compilation compilation =
        Evaluating.LANGUAGE.compile("env.value", Set.of("env"), ResultType.BOOL);
    Variables variables = Json.object(ENVIRONMENT)::get;

    assertThat(
            ((Compilation.Compiled) compilation)
                .expression()
                .evaluate(variables, Evaluating.budget()))
        .isEqualTo(new Failure(Reason.EVALUATION_ERROR, "must evaluate to bool, not string"));
  }

  @Test
  void missingVariableFails() {
    assertThat(
            Evaluating.compiled("object.spec", Map.of("object", 1))
                .evaluate(name -> null, Evaluating.budget()))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.EVALUATION_ERROR));
  }
}
