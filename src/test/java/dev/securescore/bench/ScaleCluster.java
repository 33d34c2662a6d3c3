package dev.securescore.bench;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.engine.Engine;
import dev.securescore.engine.EngineListener;
import dev.securescore.evaluation.Judge;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** An engine full of workloads, with as many recommendations and groups of namespaces as wanted. */
final class ScaleCluster {

  private final Engine engine =
      new Engine(
          Judge.ofVerdicts(BudgetLimits.standard(), System::nanoTime),
          Clock.systemUTC(),
          new EngineListener() {});
  private final CatalogCompiler compiler = new CatalogCompiler(CelLanguage.kubernetes());
  private final List<SecurityRecommendation> recommendations;
  private final int groups;
  private int changes;
  private long consumed;

  ScaleCluster(int namespaces, int perNamespace, int recommendations, int groups) {
    this.groups = groups;
    this.recommendations =
        new ArrayList<>(
            IntStream.range(0, recommendations)
                .mapToObj(number -> recommendation(number, 10))
                .toList());
    install();
    for (int namespace = 0; namespace < namespaces; namespace++) {
      String name = String.format(Locale.ROOT, "team-%05d", namespace);
      engine.namespace(
          Json.object(
              Map.of(
                  "metadata",
                  Map.of("name", name, "labels", Map.of("group", "g" + namespace % groups)))));
      for (int workload = 0; workload < perNamespace; workload++) {
        observe(name, workload);
      }
    }
  }

  private static SecurityRecommendation recommendation(int number, int points) {
    return Serialization.unmarshal(
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: rule-%1$04d}
        spec:
          title: Workloads should not want too many pods
          severity: Medium
          points: %2$d
          target: PodSpec
          validations:
          - expression: "size(podSpec.containers[0].name) %% 7 != %1$d %% 7"
          remediation: {summary: Give it another name.}
        """
            .formatted(number, points),
        SecurityRecommendation.class);
  }

  private void install() {
    engine.install(
        compiler.compile(
            recommendations, SecureScorePolicySpec.DEFAULT, Set.of("secure-score"), Instant.now()));
  }

  private void observe(String namespace, int number) {
    Map<String, Object> container = Map.of("name", "c".repeat(1 + number % 7), "image", "i");
    JsonMap object =
        Json.object(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("namespace", namespace, "name", "app-" + number, "resourceVersion", "1"),
                "spec",
                Map.of("template", Map.of("spec", Map.of("containers", List.of(container))))));
    engine.observe(
        ResourceId.of(object), object, engine.catalog().policy().inventory().standing(object));
  }

  Engine engine() {
    return engine;
  }

  /** The selectors of people's reports: each chooses its share of the namespaces. */
  List<LabelSelector> groups() {
    return IntStream.range(0, groups)
        .mapToObj(number -> new LabelSelector(Map.of("group", "g" + number), List.of()))
        .toList();
  }

  /** Somebody edits the points of one recommendation. */
  void changeRecommendation() {
    changes++;
    recommendations.set(0, recommendation(0, 10 + changes % 20));
    install();
  }

  /** Keeps a result from being optimised away. */
  void consume(int result) {
    consumed += result;
    if (consumed < 0) {
      throw new IllegalStateException("overflow");
    }
  }
}
