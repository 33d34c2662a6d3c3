package dev.securescore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.scoring.Severity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogCompilerTest {

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final CatalogCompiler compiler = new CatalogCompiler(CelLanguage.kubernetes());

  @Test
  void dateInALifecycleIsTheNextChange() {
    Catalog catalog = compile(recommendation("later", "Active", "2026-12-01T00:00:00Z"));

    assertThat(catalog.judged()).noneMatch(Recommendation::scored);
    assertThat(catalog.nextChange()).isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void previewIsNotEndedByADate() {
    Catalog catalog =
        compile(
            recommendation("past", "Preview", "2026-11-01T00:00:00Z"),
            recommendation("later", "Preview", "2026-12-01T00:00:00Z"));

    assertThat(catalog.judged()).hasSize(2).noneMatch(Recommendation::scored);
    assertThat(catalog.nextChange()).isNull();
  }

  @Test
  void timeThatOnlyTheApiServerCanReadHarmsNoOther() {
    Catalog catalog =
        compile(
            recommendation("good", "Active", "2026-11-01T00:00:00Z"),
            recommendation("odd", "Active", "2026-11-01T00:00:00.1234567890Z"));

    assertThat(catalog.judged()).extracting(Recommendation::name).containsExactly("good");
    assertThat(catalog.inactive())
        .singleElement()
        .satisfies(odd -> {
          assertThat(odd.reason()).isEqualTo("CompileError");
          assertThat(odd.message()).contains("lifecycle.activeTime").contains("2026-12-01T00");
        });
  }

  @Test
  void aClusterMayRateARecommendationOtherwise() {
    SecurityRecommendation typed = recommendation("rated", "Active", "2026-11-01T00:00:00Z");

    Catalog catalog = compile(policy("{name: rated, severity: Critical, control: hosts}"), typed);

    assertThat(catalog.judged())
        .singleElement()
        .satisfies(rated -> {
          assertThat(rated.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(rated.points()).as("from the severity that holds here").isEqualTo(45);
          assertThat(rated.spec().control()).isEqualTo("hosts");
          assertThat(rated.written()).isEqualTo(typed.getSpec());
        });
  }

  private Catalog compile(SecurityRecommendation... recommendations) {
    return compile(SecureScorePolicySpec.DEFAULT, recommendations);
  }

  private Catalog compile(SecureScorePolicySpec policy, SecurityRecommendation... recommendations) {
    return compiler.compile(Stream.of(recommendations).toList(), policy, Set.of(), NOW);
  }

  private static SecureScorePolicySpec policy(String override) {
    return Serialization.unmarshal(
        "recommendations: [%s]".formatted(override), SecureScorePolicySpec.class);
  }

  private static SecurityRecommendation recommendation(String name, String stage, String time) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: %s}
        spec:
          title: Anything
          severity: Low
          lifecycle: {stage: %s, activeTime: "%s"}
          target: PodSpec
          validations:
          - expression: "true"
          remediation: {summary: Nothing.}
        """;
    return Serialization.unmarshal(yaml.formatted(name, stage, time), SecurityRecommendation.class);
  }
}
