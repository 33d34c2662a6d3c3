package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Judgement;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.scoring.Display;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An engine that tests feed by hand, with a clock that they move. */
final class TestCluster {

  static final String NOT_PRIVILEGED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata:
        name: privileged-container
        labels: {pss: baseline}
      spec:
        title: Containers should not be privileged
        severity: Critical
        points: 50
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      """;

  static final String TAGGED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: image-tag}
      spec:
        title: Images should have a tag
        severity: Low
        points: 10
        target: Container
        validations:
        - expression: container.image.contains(':')
        remediation: {summary: Add a tag.}
      """;

  private static final CatalogCompiler COMPILER = new CatalogCompiler(CelLanguage.kubernetes());

  private final List<String> changed = new ArrayList<>();
  private final Map<ResourceId, JsonMap> present = new HashMap<>();
  private int judgements;
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  final Engine engine =
      new Engine(
          new Judge(new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime),
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          },
          new EngineListener() {
            @Override
            public void changed(String namespace) {
              changed.add(namespace);
            }

            @Override
            public void judged(
                ResourceId object, Recommendation recommendation, Judgement judgement) {
              judgements++;
            }
          });

  static TestCluster with(String... recommendations) {
    TestCluster cluster = new TestCluster();
    cluster.install(SecureScorePolicySpec.DEFAULT, recommendations);
    return cluster;
  }

  Reread install(SecureScorePolicySpec policy, String... recommendations) {
    return engine.install(catalog(policy, now, recommendations));
  }

  static Catalog catalog(SecureScorePolicySpec policy, Instant now, String... recommendations) {
    List<SecurityRecommendation> parsed = new ArrayList<>();
    for (String recommendation : recommendations) {
      parsed.add(Serialization.unmarshal(recommendation, SecurityRecommendation.class));
    }
    return COMPILER.compile(parsed, policy, Set.of(), now);
  }

  /** Tells of an object, and of those again that it affects, as a watch does. */
  void observe(JsonMap object) {
    ResourceId id = ResourceId.of(object);
    present.put(id, object);
    Set<ResourceId> affected = engine.relate(id, object);
    engine.observe(id, object, engine.catalog().policy().inventory().standing(object));
    again(affected::contains);
  }

  private void again(Predicate<ResourceId> affected) {
    Map.copyOf(present)
        .forEach((id, object) -> {
          if (affected.test(id)) {
            observeAgain(object);
          }
        });
  }

  /** Says that of a kind everything was told. */
  void complete(RelatedKind kind) {
    Reread reread = engine.related(kind);
    again(id -> reread.concerns(id.kind()));
  }

  /** Says that a kind cannot be read. */
  void forbid(RelatedKind kind) {
    Reread reread = engine.unrelated(kind, "list or watch is forbidden (403)");
    again(id -> reread.concerns(id.kind()));
  }

  /** Says that of every related kind everything was told. */
  TestCluster complete() {
    Stream.of(RelatedKind.values()).forEach(this::complete);
    return this;
  }

  void observeAgain(JsonMap object) {
    engine.observeAgain(
        ResourceId.of(object), object, engine.catalog().policy().inventory().standing(object));
  }

  void forget(JsonMap object) {
    ResourceId id = ResourceId.of(object);
    present.remove(id);
    Set<ResourceId> affected = engine.unrelate(id);
    engine.forget(id);
    again(affected::contains);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  List<String> takeChanged() {
    List<String> result = List.copyOf(changed);
    changed.clear();
    return result;
  }

  /** How often an object was judged by a recommendation. */
  int judgements() {
    return judgements;
  }

  Snapshot snapshot(Scope scope) {
    return engine.snapshot(scope, LabelSelector.EVERYTHING, 100);
  }

  Snapshot cluster() {
    return snapshot(new Scope.Cluster());
  }

  Snapshot namespace(String name) {
    return snapshot(new Scope.Namespace(name, LabelSelector.EVERYTHING));
  }

  String score(Scope scope) {
    return Display.score(snapshot(scope).score());
  }
}
