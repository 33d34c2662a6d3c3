package dev.securescore.engine;

import static dev.securescore.engine.Objects.deployment;
import static dev.securescore.engine.TestCluster.NOT_PRIVILEGED;
import static dev.securescore.engine.TestCluster.TAGGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.inventory.KindName;
import dev.securescore.scoring.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineTest {

  private static final Scope CLUSTER = new Scope.Cluster();

  private final TestCluster cluster = TestCluster.with(NOT_PRIVILEGED);

  @Test
  void fixingAWorkloadMovesItsNamespaceAndTheCluster() {
    cluster.observe(deployment("shop", "cart").privileged().version(1).json());
    cluster.observe(deployment("shop", "pay").json());
    cluster.observe(deployment("bank", "vault").json());
    assertThat(cluster.score(CLUSTER)).isEqualTo("66.7");
    cluster.takeChanged();

    cluster.observe(deployment("shop", "cart").version(2).json());

    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
    assertThat(cluster.takeChanged()).containsExactly("shop");
  }

  @Test
  void unchangedVerdictsTellNobody() {
    cluster.observe(deployment("shop", "cart").version(1).json());
    cluster.takeChanged();

    cluster.observe(deployment("shop", "cart").version(2).json());

    assertThat(cluster.takeChanged()).isEmpty();
  }

  @Test
  void deletedWorkloadTakesItsShareAway() {
    cluster.observe(deployment("shop", "cart").privileged().json());
    cluster.observe(deployment("shop", "pay").json());

    cluster.forget(deployment("shop", "cart").json());

    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
    assertThat(cluster.cluster().counts().judged()).isEqualTo(1);
  }

  @Test
  void onlyWorkloadsHaveReplicas() {
    cluster.install(
        SecureScorePolicySpec.DEFAULT,
        NOT_PRIVILEGED,
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: named-services}
        spec:
          title: Services should have a name
          severity: Low
          target: Object
          matchConstraints:
            resourceRules: [{apiGroups: [""], apiVersions: ["*"], operations: [CREATE], resources: [services]}]
          validations:
          - expression: object.metadata.name != ''
          remediation: {summary: Name it.}
        """);

    cluster.observe(deployment("shop", "cart").replicas(3).json());
    cluster.observe(Objects.of("v1", "Service", "shop", "cart").json());

    assertThat(cluster.cluster().counts().judged()).isEqualTo(2);
    assertThat(cluster.cluster().counts().replicas()).isEqualTo(3);
  }

  @Test
  void platformNamespacesAreScoredApart() {
    cluster.observe(deployment("kube-system", "proxy").privileged().json());
    cluster.observe(deployment("shop", "cart").json());

    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
    assertThat(cluster.score(new Scope.Platform())).isEqualTo("0.0");
    assertThat(cluster.score(new Scope.Everything())).isEqualTo("50.0");
  }

  @Test
  void groupsFollowTheLabelsOfNamespaces() {
    Scope team =
        new Scope.Group(
            new LabelSelector(Map.of("team", "a"), List.of()), LabelSelector.EVERYTHING);
    cluster.engine.namespace(Objects.namespace("shop", Map.of("team", "a")));
    cluster.engine.namespace(Objects.namespace("bank", Map.of("team", "b")));
    cluster.observe(deployment("shop", "cart").privileged().json());
    cluster.observe(deployment("bank", "vault").json());
    assertThat(cluster.score(team)).isEqualTo("0.0");

    cluster.engine.namespace(Objects.namespace("bank", Map.of("team", "a")));

    assertThat(cluster.score(team)).isEqualTo("50.0");
    assertThat(cluster.snapshot(team).namespaces()).isEqualTo(2);
  }

  @Test
  void reportsOfPartsCountTheSelectedResourcesOnly() {
    cluster.observe(deployment("shop", "cart").labelled("team", "a").privileged().json());
    cluster.observe(deployment("shop", "pay").labelled("team", "b").json());

    Scope part = new Scope.Namespace("shop", new LabelSelector(Map.of("team", "b"), List.of()));

    assertThat(cluster.score(part)).isEqualTo("100.0");
    assertThat(cluster.snapshot(part).counts().judged()).isEqualTo(1);
  }

  @Test
  void newRecommendationIsNotEvaluatedUntilItsObjectsAreObservedAgain() {
    cluster.observe(deployment("shop", "cart").json());

    Reread reread = cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED, TAGGED);

    assertThat(reread.concerns(new KindName("apps", "Deployment"))).isTrue();
    assertThat(reread.concerns(new KindName("", "Service"))).isFalse();
    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0?");

    cluster.observeAgain(deployment("shop", "cart").json());

    assertThat(cluster.score(CLUSTER)).isEqualTo("83.3");
  }

  @Test
  void changedPointsNeedNoRereadAndKeepEveryVerdict() {
    cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED, TAGGED);
    cluster.observe(deployment("shop", "cart").json());

    Reread reread =
        cluster.install(
            SecureScorePolicySpec.DEFAULT,
            NOT_PRIVILEGED,
            TAGGED.replace("points: 10", "points: 50"));

    assertThat(reread.isEmpty()).isTrue();
    assertThat(cluster.score(CLUSTER)).isEqualTo("50.0");
  }

  @Test
  void removedRecommendationLeavesAndTheOthersStay() {
    cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED, TAGGED);
    cluster.observe(deployment("shop", "cart").json());

    Reread reread = cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED);

    assertThat(reread.isEmpty()).isTrue();
    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
  }

  @Test
  void pageNeverOverwritesWhatIsNewerNorRevivesWhatIsGone() {
    cluster.observe(deployment("shop", "cart").version(12).json());

    cluster.observeAgain(deployment("shop", "cart").version(9).privileged().json());
    cluster.observeAgain(deployment("shop", "gone").privileged().json());

    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
    assertThat(cluster.cluster().counts().judged()).isEqualTo(1);
  }

  @Test
  void youngPodSettlesBeforeItCounts() {
    cluster.observe(
        Objects.of("v1", "Pod", "shop", "ci").privileged().created("2026-11-23T11:58:00Z").json());
    assertThat(cluster.cluster().counts().settling()).isEqualTo(1);
    assertThat(cluster.score(CLUSTER)).isEqualTo("-");

    cluster.pass(Duration.ofMinutes(3));
    cluster.engine.settle();

    assertThat(cluster.cluster().counts().settling()).isZero();
    assertThat(cluster.score(CLUSTER)).isEqualTo("0.0");
  }

  @Test
  void kindThatCannotBeReadCostsCoverageUntilItCan() {
    KindName jobs = new KindName("batch", "Job");
    cluster.observe(deployment("shop", "cart").json());

    cluster.engine.unavailable(jobs, "forbidden");
    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0?");
    assertThat(cluster.cluster().unavailable()).containsExactly(jobs);

    cluster.engine.available(jobs);
    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
  }

  @Test
  void previewIsJudgedAndNeverCounts() {
    String preview = TAGGED.replace("spec:\n", "spec:\n  lifecycle: {stage: Preview}\n");
    cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED, preview);

    cluster.observe(deployment("shop", "cart").json());

    assertThat(cluster.score(CLUSTER)).isEqualTo("100.0");
    assertThat(cluster.engine.tallies(CLUSTER))
        .filteredOn(tally -> tally.recommendation().equals("image-tag"))
        .extracting(Tally::unhealthy)
        .containsExactly(1);
    assertThat(cluster.engine.catalog().inactive())
        .extracting(each -> each.name() + " " + each.reason())
        .containsExactly("image-tag Preview");
  }

  @Test
  void worstResourcesComeFirstWithTheirGainAndOwnScore() {
    cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED, TAGGED);
    cluster.observe(deployment("shop", "cart").privileged().json());
    cluster.observe(deployment("shop", "pay").json());

    Snapshot snapshot = cluster.namespace("shop");

    assertThat(snapshot.resources())
        .extracting(each -> each.id().name() + " " + each.percent().orElseThrow().floor())
        .containsExactly("cart 0", "pay 83");
    assertThat(snapshot.resources().getFirst().failing())
        .containsExactly("privileged-container", "image-tag");
  }
}
