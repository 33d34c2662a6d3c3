package dev.securescore.fix;

import dev.securescore.api.Patch;
import dev.securescore.api.PatchType;
import dev.securescore.catalog.PatchCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.Compilation;
import dev.securescore.cel.Expression;
import dev.securescore.cel.Outcome;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Judgement;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out how an object would be by the patch of a recommendation. */
final class Prescriber {

  private final PatchCompiler compiler;
  private final Judge judge;
  private final WorkloadKinds kinds;
  private final Map<String, Compilation> compiled = new HashMap<>();

  Prescriber(PatchCompiler compiler, Judge judge, WorkloadKinds kinds) {
    this.compiler = compiler;
    this.judge = judge;
    this.kinds = kinds;
  }

  /**
   * The object as it should be.
   *
   * @param typed the object as its file has it
   * @param judged the same with defaults, which is what the patch sees
   */
  JsonMap prescribe(Recommendation recommendation, JsonMap typed, Case judged)
      throws UnfixableException {
    @Nullable Patch patch = recommendation.spec().remediation().patch();
    if (patch == null) {
      throw new UnfixableException("it has no patch; see its steps");
    }
    Expression expression = expression(recommendation);
    List<String> podSpec = kinds.podSpecPath(judged.kind()).orElse(List.of());
    if (patch.type() == PatchType.APPLY_CONFIGURATION) {
      Object value = value(recommendation, expression, judged, null);
      if (!(value instanceof Map<?, ?> map)) {
        throw new UnfixableException("its patch gives no Object");
      }
      return AppliedConfiguration.merge(typed, (JsonMap) json(map), podSpec);
    }
    JsonTree tree = JsonTree.of(typed);
    switch (recommendation.rule().subject()) {
      case OBJECT ->
          new Operations(tree, List.of())
              .apply(operations(recommendation, expression, judged, null));
      case POD_SPEC ->
          new Operations(tree, podSpec).apply(operations(recommendation, expression, judged, null));
      case CONTAINER -> containers(recommendation, expression, judged, tree, podSpec);
    }
    return tree.toJson();
  }

  private Expression expression(Recommendation recommendation) throws UnfixableException {
    @Nullable Compilation known = compiled.get(recommendation.name());
    Compilation compilation =
        known == null ? compiler.compile(recommendation.spec()).orElseThrow() : known;
    compiled.put(recommendation.name(), compilation);
    return switch (compilation) {
      case Compilation.Compiled(Expression expression) -> expression;
      case Compilation.Refused(String message, int line, int column) ->
          throw new UnfixableException(
              "its patch does not compile: " + line + ":" + column + ": " + message);
    };
  }

  private void containers(
      Recommendation recommendation,
      Expression expression,
      Case judged,
      JsonTree tree,
      List<String> podSpec)
      throws UnfixableException {
    Set<String> failing =
        judge.judge(recommendation, judged).evidence().stream()
            .map(Judgement.Evidence::container)
            .collect(Collectors.toSet());
    JsonMap spec = judged.template().map(PodTemplate::spec).orElse(JsonMap.EMPTY);
    for (String list : PodTemplate.CONTAINER_LISTS) {
      JsonList containers = spec.list(list);
      for (int index = 0; index < containers.size(); index++) {
        if (containers.get(index) instanceof JsonMap container
            && failing.contains(container.string("name"))) {
          List<String> base = new ArrayList<>(podSpec);
          base.add(list);
          base.add(String.valueOf(index));
          new Operations(tree, base)
              .apply(operations(recommendation, expression, judged, container));
        }
      }
    }
  }

  private JsonList operations(
      Recommendation recommendation,
      Expression expression,
      Case judged,
      @Nullable JsonMap container)
      throws UnfixableException {
    if (!(value(recommendation, expression, judged, container) instanceof List<?> list)) {
      throw new UnfixableException("its patch gives no list of JSONPatch");
    }
    return (JsonList) json(list);
  }

  private Object value(
      Recommendation recommendation,
      Expression expression,
      Case judged,
      @Nullable JsonMap container)
      throws UnfixableException {
    return switch (judge.evaluate(recommendation, expression, judged, container)) {
      case Outcome.Value(Object value) -> value;
      case Outcome.Failure failure ->
          throw new UnfixableException("its patch cannot be worked out: " + failure.message());
    };
  }

  private static Object json(Object value) throws UnfixableException {
    try {
      return Json.list(List.of(value)).getFirst();
    } catch (IllegalArgumentException other) {
      throw new UnfixableException("its patch gives something that is no JSON");
    }
  }
}
