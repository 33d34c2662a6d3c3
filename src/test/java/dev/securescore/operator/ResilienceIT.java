package dev.securescore.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.api.HistoryEntry;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.engine.Scope;
import dev.securescore.operator.watch.Watching;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens around the operator, its numbers become right, and never claim less meanwhile.
 */
class ResilienceIT {

  private static final int WORKLOADS = 6;
  private static final Duration OUTAGE = Duration.ofSeconds(60);

  private static final String RECOMMENDATION =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: privileged}
      spec:
        title: Containers should not be privileged
        severity: Critical
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      """;

  private KubeApi api;
  private KubernetesClient client;
  private ReportLog log;
  private String first;
  private String second;

  @BeforeEach
  void fillCluster() {
    api = KubeApi.own();
    client = api.client();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("secure-score").endMetadata().build())
        .create();
    client.resource(RECOMMENDATION).create();
    first = api.newNamespace("first");
    second = api.newNamespace("second");
    for (int number = 0; number < WORKLOADS; number++) {
      deploy(first, "app-" + number, true);
      deploy(second, "app-" + number, number % 2 == 0);
    }
    log = new ReportLog(client);
  }

  @AfterEach
  void stopCluster() {
    log.close();
    api.close();
  }

  private void deploy(String namespace, String name, boolean privileged) {
    client
        .resource(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec:
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec:
                  containers:
                  - {name: main, image: "main:1", securityContext: {privileged: %2$s}}
            """
                .formatted(name, privileged))
        .inNamespace(namespace)
        .serverSideApply();
  }

  private ScoreReportStatus status(String namespace) {
    ScoreReport report =
        client
            .resources(ScoreReport.class)
            .inNamespace(namespace)
            .withName(ScoreReport.NAMESPACE)
            .get();
    assertThat(report).isNotNull();
    assertThat(report.getStatus()).isNotNull();
    return report.getStatus();
  }

  /** Puts a day into the history of a report, as if the operator had run then. */
  private void rememberDay(String namespace, HistoryEntry day) {
    ScoreReport report =
        client
            .resources(ScoreReport.class)
            .inNamespace(namespace)
            .withName(ScoreReport.NAMESPACE)
            .get();
    HistoryEntry today = report.getStatus().history().getLast();
    client
        .resource(report)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Map.of("status", Map.of("history", List.of(day, today)))));
  }

  private void untilScored(String namespace, int score) {
    await("score of " + namespace)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(status(namespace).score()).isEqualTo(score));
  }

  private void assertNumbersAreTrue(RunningOperator operator) {
    try (Watching truth = new Watching(client).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(operator.operator().engine().tallies(new Scope.Everything()))
                  .isEqualTo(truth.engine().tallies(new Scope.Everything())));
    }
  }

  /** Nothing was deleted in these tests, so no report may ever know of fewer workloads. */
  private void assertNoReportClaimedLessThanItKnew() {
    assertThat(log.entries())
        .filteredOn(entry -> entry.namespace().equals(first) || entry.namespace().equals(second))
        .isNotEmpty()
        .allSatisfy(entry -> {
          assertThat(entry.status().coverage()).isEqualTo(100);
          assertThat(entry.judged()).isGreaterThanOrEqualTo(WORKLOADS);
        });
    assertThat(log.entries())
        .filteredOn(entry -> entry.name().equals("cluster") && entry.namespace().isEmpty())
        .isNotEmpty()
        .allSatisfy(entry -> {
          assertThat(entry.status().coverage()).isEqualTo(100);
          assertThat(entry.judged()).isGreaterThanOrEqualTo(2 * WORKLOADS);
        });
  }

  @Test
  void serverThatDiesAndForgetsItsHistoryCostsNoVerdict() throws Exception {
    try (RunningOperator operator =
        RunningOperator.on(api, RunningOperator.settings("only", true))) {
      untilScored(first, 0);
      untilScored(second, 50);

      api.stopServer();
      Thread.sleep(OUTAGE);
      assertThat(operator.operator().isLeader()).isFalse();
      assertThat(operator.operator().engine().unavailable()).isEmpty();
      api.compactHistory();
      api.startServer();
      deploy(first, "app-0", false);
      deploy(first, "app-1", false);
      deploy(first, "app-2", false);

      untilScored(first, 50);
      assertThat(operator.operator().isLeader()).isTrue();
      assertNumbersAreTrue(operator);
      assertNoReportClaimedLessThanItKnew();
    }
  }

  @Test
  void leaseThatIsTakenAwayStopsWritingUntilItIsFreeAgain() {
    try (RunningOperator operator =
        RunningOperator.on(api, RunningOperator.settings("robbed", true))) {
      untilScored(first, 0);

      // the leader renews the lease at the same time: a conflict is tried again
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreException(KubernetesClientException.class)
          .until(() ->
              client
                      .leases()
                      .inNamespace("secure-score")
                      .withName("secure-score")
                      .edit(lease ->
                          lease
                              .edit()
                              .editSpec()
                              .withHolderIdentity("robber")
                              .withLeaseDurationSeconds(8)
                              .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                              .endSpec()
                              .build())
                  != null);
      await().atMost(Duration.ofSeconds(5)).until(() -> !operator.operator().isLeader());
      deploy(first, "app-0", false);
      deploy(first, "app-1", false);
      deploy(first, "app-2", false);

      untilScored(first, 50);
      assertThat(operator.operator().isLeader()).isTrue();
      assertNumbersAreTrue(operator);
      assertNoReportClaimedLessThanItKnew();
    }
  }

  @Test
  void secondReplicaTakesOverAtOnceAndARestartKeepsTheHistory() {
    RunningOperator one = RunningOperator.on(api, RunningOperator.settings("one", true));
    untilScored(second, 50);
    try (RunningOperator two = RunningOperator.on(api, RunningOperator.settings("two", true))) {
      await().atMost(Duration.ofSeconds(30)).until(two.operator()::isComplete);
      assertThat(two.operator().isLeader()).isFalse();

      one.close();
      await().atMost(Duration.ofSeconds(3)).until(two.operator()::isLeader);
      deploy(second, "app-0", false);
      deploy(second, "app-2", false);
      deploy(second, "app-4", false);

      untilScored(second, 100);
      assertNumbersAreTrue(two);
    }
    rememberDay(second, new HistoryEntry("2026-11-01", "12.3"));
    try (RunningOperator restarted =
        RunningOperator.on(api, RunningOperator.settings("three", true))) {
      deploy(second, "app-1", true);
      deploy(second, "app-3", true);
      deploy(second, "app-5", true);

      untilScored(second, 50);
      assertThat(status(second).history())
          .hasSize(2)
          .contains(new HistoryEntry("2026-11-01", "12.3"));
      assertNumbersAreTrue(restarted);
      assertNoReportClaimedLessThanItKnew();
    }
  }
}
