package dev.securescore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.KubernetesRelease;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The oldest Kubernetes for a whole recommendation. */
class AdmissionTest {

  @Test
  void exampleOfTheDocumentationNeedsWhatItsStatusSays() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            AdmissionTest.class.getResourceAsStream("../api/example-recommendation.yaml"))) {
      SecurityRecommendation example =
          Serialization.unmarshal(stream, SecurityRecommendation.class);

      assertThat(release(example)).map(KubernetesRelease::toString).contains("1.29");
    }
  }

  @Test
  void plainExpressionOnAnObjectNeedsTheFirstRelease() {
    assertThat(object("validations: [{expression: object.metadata.name == 'a'}]"))
        .contains(KubernetesRelease.FIRST);
  }

  @Test
  void latestOfAllExpressionsDecides() {
    assertThat(
            object(
                """
                variables: [{name: sorted, expression: "object.spec.ports.sort()"}]
                validations: [{expression: "variables.sorted == []"}]
                """))
        .contains(new KubernetesRelease(35));
    assertThat(
            object(
                """
                matchConditions: [{name: a, expression: "semver(object.v).major() == 1"}]
                validations: [{expression: "object.metadata.name == 'a'"}]
                """))
        .contains(new KubernetesRelease(34));
    assertThat(
            object(
                """
                validations:
                - {expression: "object.metadata.name == 'a'", messageExpression: "'%s'.format([1])"}
                """))
        .contains(new KubernetesRelease(30));
  }

  @Test
  void partsOfAPolicyNeedTheReleaseThatBroughtThem() {
    assertThat(
            object(
                """
                matchConditions: [{name: a, expression: "object.metadata.name != 'b'"}]
                validations: [{expression: "object.metadata.name == 'a'"}]
                """))
        .contains(new KubernetesRelease(27));
    assertThat(
            object(
                """
                variables: [{name: unused, expression: "1"}]
                validations: [{expression: "object.metadata.name == 'a'"}]
                """))
        .contains(new KubernetesRelease(28));
    assertThat(object("validations: [{expression: namespaceObject.metadata.name == 'a'}]"))
        .contains(new KubernetesRelease(28));
  }

  @Test
  void liftedNamesCountAsWhatTheyAreWrittenAs() {
    assertThat(
            release(
                recommendation(
                    "target: PodSpec\nvalidations: [{expression: podSpec.hostNetwork == false}]")))
        .contains(new KubernetesRelease(28));
    assertThat(
            release(
                recommendation(
                    "target: Container\nvalidations: [{expression: container.image != 'a'}]")))
        .contains(new KubernetesRelease(29));
  }

  @Test
  void whatNeedsOtherObjectsIsNotUsableAtAdmission() {
    assertThat(
            release(
                recommendation(
                    "target: PodSpec\nvalidations: [{expression: networkPolicies != null}]")))
        .isEmpty();
  }

  private static Optional<KubernetesRelease> object(String expressions) {
    String match =
        "target: Object\nmatchConstraints: {resourceRules: [{apiGroups: [''], resources: [services]}]}\n";
    return release(recommendation(match + expressions));
  }

  private static SecurityRecommendation recommendation(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: tried}
        spec:
          title: Tried
          severity: Low
          remediation: {summary: None.}
        %s
        """
            .formatted(spec.indent(2)),
        SecurityRecommendation.class);
  }

  private static Optional<KubernetesRelease> release(SecurityRecommendation recommendation) {
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                List.of(recommendation),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.parse("2026-11-24T00:00:00Z"));

    assertThat(catalog.judged()).as(catalog.inactive().toString()).hasSize(1);
    return catalog.judged().getFirst().rule().minimumRelease();
  }
}
