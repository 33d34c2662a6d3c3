package dev.securescore.engine;

import static dev.securescore.engine.Objects.deployment;
import static dev.securescore.engine.TestCluster.NOT_PRIVILEGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.scoring.Display;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** An upgrade moves no score by itself. */
class PreviewedReleaseTest {

  private static final Scope CLUSTER = new Scope.Cluster();
  private static final String LATER =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: labelled, labels: {securescore.dev/since: "0.2.0"}}
      spec:
        title: Pods should say whose they are
        severity: Low
        points: 50
        target: PodSpec
        validations:
        - expression: "'owner' in podMetadata.?labels.orValue({})"
        remediation: {summary: Add the label.}
      """;

  private final TestCluster cluster = TestCluster.with(NOT_PRIVILEGED);

  PreviewedReleaseTest() {
    cluster.observe(deployment("shop", "cart").json());
  }

  @Test
  void whatALaterReleaseBroughtIsPreviewedAndForeseen() {
    install("activeUpTo: 0.1.0");

    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
    assertThat(cluster.cluster().forecast()).map(Display::score).hasValue("50.0");
    assertThat(cluster.cluster().catalog().inactive())
        .singleElement()
        .satisfies(inactive -> {
          assertThat(inactive.reason()).isEqualTo("Preview");
          assertThat(inactive.message()).contains("release 0.2.0").contains("activeUpTo");
        });
  }

  @Test
  void scoreIsTheForecastOnceTheReleaseIsFollowed() {
    install("activeUpTo: 0.2.0");

    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");
    assertThat(cluster.cluster().forecast()).isEmpty();
  }

  @Test
  void everythingCountsWhereTheLatestIsFollowedOrNobodySaidARelease() {
    install("activeUpTo: Latest");
    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");

    install("{}");
    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");
  }

  @Test
  void stageThatTheClusterChoseWins() {
    install("activeUpTo: 0.1.0\nrecommendations: [{name: labelled, stage: Active}]");

    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");
  }

  @Test
  void whatPeopleWroteThemselvesIsNeverHeldBack() {
    cluster.install(
        SecureScorePolicySpec.DEFAULT.orActiveUpTo("0.1.0"),
        NOT_PRIVILEGED,
        LATER.replace("securescore.dev/since", "example.com/since"));
    cluster.observeAgain(deployment("shop", "cart").json());

    Catalog catalog = cluster.engine.catalog();
    assertThat(catalog.inactive()).isEmpty();
    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");
  }

  private void install(String policy) {
    cluster.install(
        Serialization.unmarshal(policy, SecureScorePolicySpec.class), NOT_PRIVILEGED, LATER);
    cluster.observeAgain(deployment("shop", "cart").json());
  }
}
