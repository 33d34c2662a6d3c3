package dev.securescore.engine;

import static dev.securescore.engine.Objects.deployment;
import static dev.securescore.engine.TestCluster.NOT_PRIVILEGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import org.junit.jupiter.api.Test;

class SharedVerdictsTest {

  private static final String NAMED =
      NOT_PRIVILEGED
          .replace("privileged-container", "well-named")
          .replace(
              "\"!container.?securityContext.?privileged.orValue(false)\"",
              "object.metadata.name != 'pay'");

  private static final String FAILING =
      NOT_PRIVILEGED
          .replace("privileged-container", "failing")
          .replace(
              "\"!container.?securityContext.?privileged.orValue(false)\"",
              "podSpec.missing == 'x'");

  private static final Scope CLUSTER = new Scope.Cluster();

  @Test
  void equalTemplatesAreJudgedOnce() {
    TestCluster cluster = TestCluster.with(NOT_PRIVILEGED);

    cluster.observe(deployment("shop", "cart").privileged().json());
    cluster.observe(deployment("shop", "pay").privileged().json());
    cluster.observe(deployment("bank", "vault").json());

    assertThat(cluster.judgements()).isEqualTo(2);
    assertThat(cluster.score(CLUSTER)).isEqualTo("33.3");
  }

  @Test
  void recommendationsThatLookAtMoreThanTheTemplateJudgeEveryObject() {
    TestCluster cluster = TestCluster.with(NAMED);

    cluster.observe(deployment("shop", "cart").json());
    cluster.observe(deployment("shop", "pay").json());

    assertThat(cluster.judgements()).isEqualTo(2);
    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");
  }

  @Test
  void otherKindsDoNotShare() {
    TestCluster cluster = TestCluster.with(NOT_PRIVILEGED);

    cluster.observe(deployment("shop", "cart").json());
    cluster.observe(Objects.of("apps/v1", "StatefulSet", "shop", "cart").json());

    assertThat(cluster.judgements()).isEqualTo(2);
  }

  @Test
  void whatCouldNotBeToldIsTriedAgain() {
    TestCluster cluster = TestCluster.with(FAILING);

    cluster.observe(deployment("shop", "cart").json());
    cluster.observe(deployment("shop", "pay").json());

    assertThat(cluster.judgements()).isEqualTo(2);
  }

  @Test
  void anotherCatalogueJudgesAnew() {
    TestCluster cluster = TestCluster.with(NOT_PRIVILEGED);
    cluster.observe(deployment("shop", "cart").json());

    cluster.install(
        SecureScorePolicySpec.DEFAULT,
        NOT_PRIVILEGED.replace("!container", "container").replace("false", "true"));
    cluster.observeAgain(deployment("shop", "cart").json());

    assertThat(cluster.judgements()).isEqualTo(2);
  }
}
