package dev.securescore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.ExemptionRules;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoreMetricsTest {

  private static final String RECOMMENDATION =
      """
      metadata: {name: tagged}
      spec:
        title: Images should have a tag
        severity: High
        control: images
        points: 10
        target: Container
        validations: [{expression: "container.image.contains(':')"}]
        remediation: {summary: Add a tag.}
      """;

  private static final String PREVIEW =
      """
      metadata: {name: named}
      spec:
        title: Containers should be called main
        severity: Low
        points: 50
        lifecycle: {stage: Preview}
        target: Container
        validations: [{expression: "container.name == 'main'"}]
        remediation: {summary: Rename it.}
      """;

  private final AtomicBoolean leader = new AtomicBoolean(true);
  private final AtomicBoolean complete = new AtomicBoolean(true);
  private final OperatorState state =
      new OperatorState() {
        @Override
        public boolean leads() {
          return leader.get();
        }

        @Override
        public Optional<Instant> leaseRenewed() {
          return Optional.of(Instant.ofEpochSecond(1_000));
        }

        @Override
        public boolean isComplete() {
          return complete.get();
        }

        @Override
        public Map<KindName, Duration> watchesDown() {
          return Map.of(new KindName("apps", "Deployment"), Duration.ofSeconds(12));
        }

        @Override
        public Duration unwrittenAge() {
          return Duration.ofMillis(2_500);
        }

        @Override
        public Map<String, Long> exemptionsByReason() {
          return Map.of("Active", 1L);
        }
      };
  private final OperatorMetrics metrics = new OperatorMetrics("1.2.3");
  private final Engine engine =
      new Engine(
          new Judge(new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime),
          Clock.systemUTC(),
          new EngineListener() {});

  private void exemptTagged() {
    SecurityExemption exemption =
        Serialization.unmarshal(
            """
            metadata: {name: web, namespace: shop}
            spec:
              recommendationRefs: [{name: tagged}]
              resourceSelector: {}
              decision: Mitigated
              reason: why
              approval: {by: sec}
              expirationTime: "2099-01-31T00:00:00Z"
            """,
            SecurityExemption.class);
    engine.exempt(
        Exemptions.of(List.of(Declaration.of(exemption)), ExemptionRules.DEFAULT, Instant.EPOCH));
  }

  private void show(boolean byNamespaceAndRecommendation) {
    show(byNamespaceAndRecommendation, RECOMMENDATION, PREVIEW);
  }

  private void show(boolean byNamespaceAndRecommendation, String... recommendations) {
    engine.install(
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                Stream.of(recommendations)
                    .map(yaml -> Serialization.unmarshal(yaml, SecurityRecommendation.class))
                    .toList(),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.now()));
    metrics.scores(engine, state, byNamespaceAndRecommendation);
  }

  private void deploy(String namespace, String name, String image) {
    engine.namespace(
        Json.object(
            Map.of(
                "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace))));
    JsonMap object = Deployments.of(namespace, name, image, 1);
    engine.observe(
        ResourceId.of(object), object, engine.catalog().policy().inventory().standing(object));
  }

  private List<String> series() {
    return new String(metrics.scrape(null).content(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("secure_score_"))
        .toList();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void numbersAreThoseOfTheMomentOfTheScrape() {
    show(false);
    deploy("shop", "cart", "cart:1");
    deploy("shop", "web", "web");
    deploy("kube-system", "dns", "dns");
    assertThat(series())
        .contains(
            "secure_score_resources{recommendation=\"tagged\",verdict=\"healthy\"} 1.0",
            "secure_score_resources{recommendation=\"tagged\",verdict=\"unhealthy\"} 1.0",
            "secure_score_recommendation_points{control=\"images\",recommendation=\"tagged\",severity=\"high\"} 10.0",
            "secure_score_ratio{scope=\"cluster\"} 0.5",
            "secure_score_ratio{scope=\"platform\"} 0.0",
            "secure_score_grade{scope=\"cluster\"} 2.0",
            "secure_score_grade{scope=\"platform\"} 0.0",
            "secure_score_namespace_grade{resource_namespace=\"kube-system\",scope=\"platform\"} 0.0",
            "secure_score_namespaces{scope=\"cluster\"} 1.0",
            "secure_score_namespaces{scope=\"platform\"} 1.0",
            "secure_score_namespaces{scope=\"excluded\"} 0.0",
            "secure_score_coverage_ratio{scope=\"cluster\"} 1.0",
            "secure_score_open_findings{scope=\"cluster\",severity=\"high\"} 1.0",
            "secure_score_namespace_ratio{resource_namespace=\"shop\",scope=\"cluster\"} 0.5",
            "secure_score_namespace_open_findings{resource_namespace=\"shop\",scope=\"cluster\",severity=\"high\"} 1.0",
            "secure_score_inactive_recommendations{reason=\"Preview\"} 1.0",
            "secure_score_leader 1.0",
            "secure_score_complete 1.0");

    deploy("shop", "more", "more:1");

    assertThat(series())
        .contains("secure_score_resources{recommendation=\"tagged\",verdict=\"healthy\"} 2.0");
  }

  @Test
  void previewHasCountsButNoPointsSoThatPoolingLeavesItOut() {
    show(false);
    deploy("shop", "cart", "cart:1");

    assertThat(series())
        .contains("secure_score_resources{recommendation=\"named\",verdict=\"healthy\"} 1.0")
        .noneMatch(line ->
            line.startsWith("secure_score_recommendation_points") && line.contains("named"));
  }

  @Test
  void forecastIsTheScoreOnceWhatIsInPreviewCounts() {
    show(false);
    deploy("shop", "cart", "cart:1");
    deploy("shop", "web", "web");

    // (10 × 1/2 + 50 × 2/2) / 60 instead of 10 × 1/2 / 10
    assertThat(series())
        .contains(
            "secure_score_ratio{scope=\"cluster\"} 0.5",
            "secure_score_forecast_ratio{scope=\"cluster\"} 0.91666666667",
            "secure_score_namespace_forecast_ratio{resource_namespace=\"shop\",scope=\"cluster\"} 0.91666666667",
            "secure_score_preview_points{control=\"\",recommendation=\"named\",severity=\"low\"} 50.0");
  }

  @Test
  void nothingIsForeseenWhereNothingIsInPreview() {
    show(false, RECOMMENDATION);
    deploy("shop", "cart", "cart:1");

    assertThat(names())
        .contains("secure_score_ratio")
        .noneMatch(name -> name.contains("forecast") || name.contains("preview"));
  }

  @Test
  void confirmationsOfAFormerTermAreForgotten() {
    show(false);
    metrics.beginsToLead();
    metrics.confirmed(Instant.ofEpochSecond(1_000));
    assertThat(series()).contains("secure_score_last_confirmed_timestamp_seconds 1000.0");
    leader.set(false);
    assertThat(names()).doesNotContain("secure_score_last_confirmed_timestamp_seconds");

    metrics.beginsToLead();
    leader.set(true);

    assertThat(names())
        .contains("secure_score_unwritten_change_age_seconds")
        .doesNotContain("secure_score_last_confirmed_timestamp_seconds");
    metrics.confirmed(Instant.ofEpochSecond(9_000));
    assertThat(series()).contains("secure_score_last_confirmed_timestamp_seconds 9000.0");
  }

  @Test
  void onlyTheLeaderShowsScores() {
    show(false);
    deploy("shop", "cart", "cart:1");
    engine.unavailable(new KindName("apps", "Deployment"), "forbidden");
    leader.set(false);

    assertThat(names())
        .containsExactlyInAnyOrder(
            "secure_score_build_info",
            "secure_score_complete",
            "secure_score_kind_unavailable",
            "secure_score_leader",
            "secure_score_lease_renewed_timestamp_seconds",
            "secure_score_watch_down_seconds");
  }

  @Test
  void silenceShowsInSeconds() {
    show(false);

    assertThat(series())
        .contains(
            "secure_score_watch_down_seconds{group=\"apps\",kind=\"Deployment\"} 12.0",
            "secure_score_lease_renewed_timestamp_seconds 1000.0",
            "secure_score_unwritten_change_age_seconds 2.5");
  }

  @Test
  void nothingIsScoredBeforeEverythingWasReadOnce() {
    show(false);
    deploy("shop", "cart", "cart:1");
    complete.set(false);
    assertThat(names())
        .contains("secure_score_complete", "secure_score_leader")
        .doesNotContain("secure_score_ratio", "secure_score_resources");
    complete.set(true);
    assertThat(names()).contains("secure_score_ratio");

    complete.set(false);

    assertThat(names()).contains("secure_score_ratio", "secure_score_resources");
    assertThat(series()).contains("secure_score_complete 0.0");
  }

  @Test
  void revisionIsThatOfTheCatalogueInForce() {
    show(false);

    assertThat(series())
        .contains(
            "secure_score_catalog_info{revision=\"" + engine.catalog().revision() + "\"} 1.0");
  }

  @Test
  void exemptionsShowWhatTheyCoverAndWhenTheNextEnds() {
    show(false);
    deploy("shop", "cart", "cart:1");
    deploy("shop", "web", "web");
    exemptTagged();

    assertThat(series())
        .contains(
            "secure_score_ratio{scope=\"cluster\"} 1.0",
            "secure_score_raw_ratio{scope=\"cluster\"} 0.5",
            "secure_score_namespace_raw_ratio{resource_namespace=\"shop\",scope=\"cluster\"} 0.5",
            "secure_score_exempt_findings{decision=\"mitigated\",recommendation=\"tagged\"} 1.0",
            "secure_score_exemptions{reason=\"Active\"} 1.0",
            "secure_score_exemption_expiration_timestamp_seconds{resource_namespace=\"shop\"} 4.0735008E9");
  }

  @Test
  void namespaceTimesRecommendationIsShownOnRequest() {
    show(true);
    deploy("shop", "cart", "cart:1");

    assertThat(series())
        .contains(
            "secure_score_namespace_resources{recommendation=\"tagged\",resource_namespace=\"shop\",scope=\"cluster\",verdict=\"healthy\"} 1.0");
  }

  @Test
  void everyShownMetricIsListed() {
    show(true);
    exemptTagged();
    deploy("shop", "cart", "cart");
    engine.unavailable(new KindName("", "Secret"), "never");
    metrics.evaluation("Deployment.apps", () -> {});
    metrics.write("ScoreReport", () -> "1");
    metrics.confirmed(Instant.now());

    Set<String> listed = Stream.of(Metric.values()).map(Metric::text).collect(Collectors.toSet());
    Set<String> shown =
        names().stream()
            .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
            .collect(Collectors.toSet());

    assertThat(shown).isEqualTo(listed);
  }

  private Set<String> names() {
    return series().stream().map(line -> line.replaceAll("[{ ].*", "")).collect(Collectors.toSet());
  }
}
