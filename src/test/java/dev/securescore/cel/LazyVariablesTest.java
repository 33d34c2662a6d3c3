package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.LANGUAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Reason;
import dev.securescore.cel.Outcome.Value;
import dev.securescore.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LazyVariablesTest {

  private final Budget budget = Evaluating.budget();
  private final Map<String, Expression> expressions = new LinkedHashMap<>();
  private int reads;

  LazyVariablesTest() {
    declare("names", "object.list.map(x, x + 1)");
    declare("count", "variables.names.size()");
    declare("broken", "object.missing");
    declare(
        "endless", "object.list.all(a, object.list.all(b, object.list.all(c, a + b + c >= 0)))");
  }

  @Test
  void variableSeesEarlierOnesAndIsEvaluatedOnce() {
    assertThat(evaluate("variables.count == 500 && variables.count == variables.names.size()"))
        .isEqualTo(new Value(true));
    assertThat(reads).isOne();
  }

  @Test
  void unusedVariableIsNotEvaluated() {
    assertThat(evaluate("has(variables.broken) || variables.endless")).isEqualTo(new Value(true));
    assertThat(evaluate("'names' in {'names': 1}")).isEqualTo(new Value(true));
    assertThat(reads).isZero();
  }

  @Test
  void failureOfAVariableSurfacesWhereItIsUsed() {
    assertThat(evaluate("variables.broken"))
        .isEqualTo(new Failure(Reason.EVALUATION_ERROR, "variables.broken: no such key: missing"));
    assertThat(evaluate("variables.broken == 1 || true")).isEqualTo(new Value(true));
  }

  @Test
  void exceededBudgetOfAVariableCannotBeAbsorbed() {
    assertThat(evaluate("variables.endless || true"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure ->
                assertThat(failure.reason()).isIn(Reason.COST_EXCEEDED, Reason.TIME_EXCEEDED));
  }

  @Test
  void variableThatRefersToItselfFails() {
    declare("loop", "variables.loop");

    assertThat(evaluate("variables.loop"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.message()).contains("refers to itself"));
  }

  @Test
  void variablesMayBeLookedAtAfterTheEvaluation() {
    declare("text", "'a'.upperAscii()");

    assertThat(evaluate("variables"))
        .isInstanceOfSatisfying(
            Value.class,
            value ->
                assertThat(value.value())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .extractingByKey("text")
                    .isEqualTo("A"));
  }

  @Test
  void variableOfAnyKindOfValueMayBeUsed() {
    declare("map", "{'a': [1, 2]}");
    declare("optional", "object.?list");
    declare("nothing", "null");
    declare("quantity", "quantity('1Ki')");

    assertThat(
            evaluate(
                "variables.map.a[1] == 2 && variables.optional.hasValue() && variables.nothing =="
                    + " null && variables.quantity == quantity('1024')"
                    + " && variables.?map.?a[?0].orValue(0) == 1 && variables.names[0] == 1"))
        .isEqualTo(new Value(true));
  }

  private void declare(String name, String source) {
    expressions.put(name, compiled(source));
  }

  private Outcome evaluate(String source) {
    LazyVariables variables = new LazyVariables(expressions, this::find, budget);
    return compiled(source)
        .evaluate(name -> name.equals("variables") ? variables : find(name), budget);
  }

  private @Nullable Object find(String name) {
    reads++;
    List<Integer> list = IntStream.range(0, 500).boxed().toList();
    return name.equals("object") ? Json.object(Map.of("list", list)) : null;
  }

  private static Expression compiled(String source) {
    return ((Compiled) LANGUAGE.compile(source, Set.of("object", "variables"), ResultType.ANY))
        .expression();
  }
}
