package dev.securescore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.ExcludedNamespaces;
import dev.securescore.api.ExemptionRules;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.PlatformNamespaces;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityExemption;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.engine.Engine;
import dev.securescore.engine.EngineListener;
import dev.securescore.evaluation.Judge;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept between scrapes always equals what a first scrape would show. */
class NamespaceScoresTest {

  private static final int STEPS = 2_000;
  private static final long SEED = 20181203;
  private static final KindName DEPLOYMENT = new KindName("apps", "Deployment");
  private static final List<String> NAMESPACES = List.of("shop", "bank", "lab", "spare");

  private final Random random = new Random(SEED);
  private final CatalogCompiler compiler = new CatalogCompiler(CelLanguage.kubernetes());
  private final Engine engine =
      new Engine(
          new Judge(new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime),
          Clock.systemUTC(),
          new EngineListener() {});
  private int version;

  @Test
  void whatIsKeptEqualsWhatAFirstScrapeShowsAfterEveryKindOfChange() {
    install();
    try (OperatorMetrics lasting = new OperatorMetrics("1")) {
      lasting.scores(engine, new IdleState(), false);
      for (int step = 0; step < STEPS; step++) {
        change();
        try (OperatorMetrics first = new OperatorMetrics("1")) {
          first.scores(engine, new IdleState(), false);
          assertThat(ofNamespaces(lasting)).as("step %s", step).isEqualTo(ofNamespaces(first));
        }
      }
    }
  }

  @Test
  void namespaceThatComesBackShowsWhatItHasNow() {
    install();
    try (OperatorMetrics metrics = new OperatorMetrics("1")) {
      metrics.scores(engine, new IdleState(), false);
      namespace("shop", false);
      deploy("shop", "web", "web:1");
      assertThat(ofNamespaces(metrics)).contains(ratio("shop", "1.0"));
      engine.forgetNamespace("shop");
      engine.forget(id("shop", "web"));
      assertThat(ofNamespaces(metrics)).isEmpty();

      namespace("shop", false);
      deploy("shop", "web", "web");

      assertThat(ofNamespaces(metrics)).contains(ratio("shop", "0.0"));
    }
  }

  private static String ratio(String namespace, String value) {
    return "secure_score_namespace_ratio{resource_namespace=\"%s\",scope=\"cluster\"} %s"
        .formatted(namespace, value);
  }

  private void change() {
    String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
    String name = "app-" + random.nextInt(3);
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> deploy(namespace, name, random.nextBoolean() ? "app" : "app:1");
      case 3 -> engine.forget(id(namespace, name));
      case 4 -> namespace(namespace, random.nextBoolean());
      case 5 -> engine.forgetNamespace(namespace);
      case 6 -> install();
      case 7 -> exempt(namespace);
      default -> {
        if (random.nextBoolean()) {
          engine.unavailable(DEPLOYMENT, "forbidden");
        } else {
          engine.available(DEPLOYMENT);
        }
      }
    }
  }

  private void install() {
    SecureScorePolicySpec base = SecureScorePolicySpec.DEFAULT;
    engine.install(
        compiler.compile(
            Stream.of(
                    recommendation("tagged", "High", "Active", "container.image.contains(':')"),
                    recommendation(
                        "named",
                        "Low",
                        random.nextBoolean() ? "Preview" : "Active",
                        "container.name == 'main'"))
                .limit(1 + random.nextInt(2))
                .toList(),
            new SecureScorePolicySpec(
                random.nextInt(3) == 0
                    ? new PlatformNamespaces(
                        List.of(), new LabelSelector(Map.of("of", "us"), List.of()))
                    : PlatformNamespaces.DEFAULT,
                random.nextInt(3) == 0
                    ? new ExcludedNamespaces(List.of("lab"))
                    : ExcludedNamespaces.NONE,
                base.recommendations(),
                base.exemptions(),
                base.workloadKinds(),
                base.ephemeral(),
                base.writes(),
                base.activeUpTo()),
            Set.of(),
            Instant.EPOCH));
  }

  private SecurityRecommendation recommendation(
      String name, String severity, String stage, String expression) {
    return Serialization.unmarshal(
        """
        metadata: {name: %s}
        spec:
          title: Something should be so
          severity: %s
          points: %d
          lifecycle: {stage: %s}
          target: Container
          validations: [{expression: "%s"}]
          remediation: {summary: Make it so.}
        """
            .formatted(name, severity, 1 + random.nextInt(50), stage, expression),
        SecurityRecommendation.class);
  }

  private void exempt(String namespace) {
    SecurityExemption exemption =
        Serialization.unmarshal(
            """
            metadata: {name: web, namespace: %s}
            spec:
              recommendationRefs: [{name: tagged}]
              resourceSelector: {}
              decision: %s
              reason: why
              approval: {by: sec}
              expirationTime: "2099-01-31T00:00:00Z"
            """
                .formatted(namespace, random.nextBoolean() ? "Mitigated" : "Waived"),
            SecurityExemption.class);
    engine.exempt(
        random.nextInt(3) == 0
            ? Exemptions.NONE
            : Exemptions.of(
                List.of(Declaration.of(exemption)), ExemptionRules.DEFAULT, Instant.EPOCH));
  }

  private void namespace(String name, boolean platform) {
    engine.namespace(
        Json.object(
            Map.of(
                "metadata",
                Map.of("name", name, "labels", platform ? Map.of("of", "us") : Map.of()))));
  }

  private void deploy(String namespace, String name, String image) {
    JsonMap object = deployment(namespace, name, image);
    engine.observe(
        ResourceId.of(object), object, engine.catalog().policy().inventory().standing(object));
  }

  private ResourceId id(String namespace, String name) {
    return ResourceId.of(deployment(namespace, name, "any"));
  }

  private JsonMap deployment(String namespace, String name, String image) {
    version++;
    return Deployments.of(namespace, name, image, version);
  }

  private static List<String> ofNamespaces(OperatorMetrics metrics) {
    return new String(metrics.scrape(null).content(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("secure_score_namespace_"))
        .toList();
  }
}
