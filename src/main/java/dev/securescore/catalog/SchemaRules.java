package dev.securescore.catalog;

import dev.securescore.cel.Budget;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.CelScope;
import dev.securescore.cel.Compilation;
import dev.securescore.cel.Expression;
import dev.securescore.cel.Outcome;
import dev.securescore.cel.ResultType;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evaluates the rules between fields that a schema has, {@code x-kubernetes-validations}. */
final class SchemaRules {

  private static final CelScope SCOPE = new CelScope(Set.of("self"), Set.of(), Set.of());

  private final CelLanguage language = CelLanguage.kubernetes();
  private final Map<String, Optional<Expression>> compiled = new HashMap<>();

  /** The rules that do not hold for a document that fits the schema otherwise. */
  List<SchemaProblem> check(JsonMap schema, Object value) {
    List<SchemaProblem> problems = new ArrayList<>();
    check(schema, value, List.of(), problems);
    return List.copyOf(problems);
  }

  private void check(
      JsonMap schema, Object value, List<Object> path, List<SchemaProblem> problems) {
    schema
        .list("x-kubernetes-validations")
        .objects()
        .filter(rule -> !holds(rule.string("rule"), value))
        .forEach(rule -> problems.add(new SchemaProblem(path, rule.string("message"))));
    switch (value) {
      case JsonMap map ->
          map.forEach((key, child) ->
              check(schema.object("properties").object(key), child, deeper(path, key), problems));
      case JsonList list -> {
        for (int index = 0; index < list.size(); index++) {
          check(schema.object("items"), list.get(index), deeper(path, index), problems);
        }
      }
      default -> {}
    }
  }

  /** A rule that needs more than the document, such as the old one, holds. */
  private boolean holds(String rule, Object self) {
    return compiled
        .computeIfAbsent(rule, this::compile)
        .map(expression ->
            expression.evaluate(
                name -> name.equals("self") ? self : null,
                new Budget(BudgetLimits.standard(), System::nanoTime)))
        .map(outcome -> !(outcome instanceof Outcome.Value(Boolean truth)) || truth)
        .orElse(true);
  }

  private Optional<Expression> compile(String rule) {
    return switch (language.compile(rule, SCOPE, ResultType.BOOL)) {
      case Compilation.Compiled(Expression expression) -> Optional.of(expression);
      case Compilation.Refused refused -> Optional.empty();
    };
  }

  private static List<Object> deeper(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }
}
