package dev.securescore.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.KindMatch;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.Expression;
import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every evaluator is given: expressions and what their names stand for.
 *
 * <p>For each workload, each rule asked of its kind and each of its sites (a container, or the
 * workload as a whole), every condition is evaluated once, and if all hold every check.
 *
 * @param skipped recommendations whose expressions read what a file does not hold
 */
record CelTask(List<Question> rules, List<Subject> inputs, List<String> skipped) {

  private static final Set<String> KNOWN =
      Set.of(
          "object",
          "podSpec",
          "podMetadata",
          "containers",
          "container",
          "namespaceObject",
          "variables",
          "params");

  /**
   * The expressions of a recommendation.
   *
   * @param perContainer whether they see one container after the other
   */
  record Question(
      String name,
      boolean perContainer,
      Map<String, Expression> variables,
      List<Expression> conditions,
      List<Expression> checks,
      JsonMap params,
      KindMatch kinds) {

    private static Question of(Recommendation recommendation) {
      Rule rule = recommendation.rule();
      return new Question(
          recommendation.name(),
          rule.subject() == Rule.Subject.CONTAINER,
          rule.variables(),
          rule.conditions().stream().map(Rule.Condition::expression).toList(),
          rule.checks().stream().map(Rule.Check::expression).toList(),
          rule.parameters(),
          rule.kinds());
    }

    int expressions() {
      return conditions.size() + checks.size();
    }
  }

  /** A workload with the names that it gives to expressions. */
  record Subject(JsonMap object, PodTemplate template, JsonMap namespace) {

    private static Subject of(JsonMap object) {
      JsonMap stored = Defaults.apply(object);
      String namespace = stored.object("metadata").string("namespace");
      return new Subject(
          stored,
          PodTemplate.of(stored, WorkloadKinds.builtIn()).orElseThrow(),
          Json.object(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "Namespace",
                  "metadata",
                  Map.of("name", namespace.isEmpty() ? "default" : namespace))));
    }
  }

  /** The library before the workloads of the corpus. */
  static CelTask ofLibrary() {
    List<DeclaredRecommendation> library = Library.builtIn().recommendations();
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(library, parameters(library), Set.of(), Instant.EPOCH);
    List<Question> rules = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Recommendation recommendation : catalog.judged()) {
      if (KNOWN.containsAll(recommendation.rule().references())) {
        rules.add(Question.of(recommendation));
      } else {
        skipped.add(recommendation.name());
      }
    }
    return new CelTask(
        List.copyOf(rules),
        Corpus.find().everything().stream().map(Subject::of).toList(),
        List.copyOf(skipped));
  }

  /** A value for every parameter, so that no recommendation waits for one. */
  private static SecureScorePolicySpec parameters(List<DeclaredRecommendation> library) {
    List<Map<String, Object>> values =
        library.stream()
            .filter(each -> !each.spec().parameters().isEmpty())
            .map(each ->
                Map.<String, Object>of(
                    "name",
                    each.name(),
                    "parameters",
                    each.spec().parameters().stream()
                        .map(parameter ->
                            Map.of(
                                "name", parameter.name(),
                                "values", List.of("docker.io/library/", "80")))
                        .toList()))
            .toList();
    return new JsonMapper()
        .convertValue(Map.of("recommendations", values), SecureScorePolicySpec.class);
  }

  /** The rules asked of an input, by their place. */
  List<Integer> asked(Subject input) {
    KindName kind = KindName.of(input.object());
    return Stream.iterate(0, place -> place < rules.size(), place -> place + 1)
        .filter(place -> rules.get(place).kinds().matches(kind))
        .toList();
  }

  /** As the Go program reads it. */
  Map<String, Object> document() {
    return Map.of(
        "rules",
        rules.stream()
            .map(rule ->
                Map.of(
                    "name", rule.name(),
                    "perContainer", rule.perContainer(),
                    "variables", sources(rule.variables()),
                    "conditions", sources(rule.conditions()),
                    "checks", sources(rule.checks()),
                    "params", rule.params()))
            .toList(),
        "inputs",
        inputs.stream()
            .map(input ->
                Map.of(
                    "object", input.object(),
                    "podSpec", input.template().spec(),
                    "podMetadata", input.template().metadata(),
                    "containers", input.template().containers(),
                    "namespaceObject", input.namespace(),
                    "asked", asked(input)))
            .toList());
  }

  private static List<String> sources(List<Expression> expressions) {
    return expressions.stream().map(Expression::source).toList();
  }

  private static Map<String, String> sources(Map<String, Expression> variables) {
    Map<String, String> sources = new LinkedHashMap<>();
    variables.forEach((name, expression) -> sources.put(name, expression.source()));
    return sources;
  }
}
