package dev.securescore.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes silent shows in metrics within a minute, while all else looks as it did. */
class SilenceIT {

  private static final Duration MINUTE = Duration.ofSeconds(60);

  private static final String INGRESSES =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: ingresses}
      spec:
        title: Ingresses should have a class
        severity: Low
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: [networking.k8s.io], apiVersions: [v1], operations: [CREATE], resources: [ingresses]}
        validations: [{expression: has(object.spec.ingressClassName)}]
        remediation: {summary: Give it a class.}
      """;

  private KubeApi api;
  private KubernetesClient client;

  @BeforeEach
  void startServer() {
    api = KubeApi.own();
    client = api.client();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("secure-score").endMetadata().build())
        .create();
    client.resource(INGRESSES).create();
  }

  @AfterEach
  void stopServer() {
    api.close();
  }

  @Test
  void brokenWatchIsSeenAndForgottenOnceItIsUpAgain() throws Exception {
    try (RunningOperator operator = RunningOperator.on(api)) {
      until(operator, "complete", "secure_score_complete 1.0");
      assertThat(metrics(operator)).noneMatch(line -> line.startsWith("secure_score_watch_down"));

      api.stopServer();
      until(operator, "broken watch", "secure_score_complete 0.0");
      assertThat(metrics(operator))
          .anyMatch(line ->
              line.startsWith(
                  "secure_score_watch_down_seconds{group=\"apps\",kind=\"Deployment\"}"));

      api.startServer();
      until(operator, "watch up again", "secure_score_complete 1.0");
      assertThat(metrics(operator)).noneMatch(line -> line.startsWith("secure_score_kind_unav"));
    }
  }

  @Test
  void rightThatIsTakenAwayIsSeenOnceTheWatchIsRenewed() throws Exception {
    client
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName("all")
                .endMetadata()
                .addNewRule()
                .withApiGroups("", "apps", "batch", "securescore.dev", "coordination.k8s.io")
                .withResources("*")
                .withVerbs("*")
                .endRule()
                .build())
        .create();
    api.kubectl("create", "clusterrolebinding", "all", "--clusterrole=all", "--user=poor").orFail();
    api.kubectl(
            "create",
            "clusterrole",
            "ingresses",
            "--verb=get,list,watch",
            "--resource=ingresses.networking.k8s.io")
        .orFail();
    api.kubectl(
            "create", "clusterrolebinding", "ingresses", "--clusterrole=ingresses", "--user=poor")
        .orFail();
    var poor = new ConfigBuilder(client.getConfiguration()).withImpersonateUsername("poor").build();
    try (KubernetesClient restricted = new KubernetesClientBuilder().withConfig(poor).build();
        RunningOperator operator =
            RunningOperator.by(restricted, RunningOperator.settings("poor", false))) {
      until(operator, "complete", "secure_score_complete 1.0");

      api.kubectl("delete", "clusterrolebinding", "ingresses").orFail();
      api.stopServer();
      api.startServer();

      until(
          operator,
          "missing right",
          "secure_score_kind_unavailable{group=\"networking.k8s.io\",kind=\"Ingress\"} 1.0");
    }
  }

  @Test
  void deadLeaderIsSeenByTheStandby() throws Exception {
    client.resource(lease("dead")).create();
    try (RunningOperator standby =
        RunningOperator.on(api, RunningOperator.settings("standby", true))) {
      until(standby, "complete", "secure_score_complete 1.0");

      await("lease that nobody renews")
          .atMost(MINUTE)
          .untilAsserted(() -> {
            double renewed =
                metrics(standby).stream()
                    .filter(line -> line.startsWith("secure_score_lease_renewed_timestamp_seconds"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                    .findFirst()
                    .orElseThrow();
            assertThat(Instant.now().toEpochMilli() / 1000.0 - renewed).isBetween(15.0, 60.0);
          });
      assertThat(metrics(standby)).contains("secure_score_leader 0.0");
    }
  }

  @Test
  void leaderThatComesBackDoesNotShowWhatItConfirmedBefore() throws Exception {
    try (RunningOperator operator =
        RunningOperator.on(api, RunningOperator.settings("first", true))) {
      until(operator, "leading", "secure_score_leader 1.0");
      await("first confirmation")
          .atMost(MINUTE)
          .untilAsserted(() -> assertThat(lastConfirmed(operator)).isPositive());

      client.resource(lease("other")).forceConflicts().serverSideApply();
      until(operator, "lease lost", "secure_score_leader 0.0");
      double lost = Instant.now().toEpochMilli() / 1e3;
      client.resource(lease("other")).delete();
      List<Double> shown = new ArrayList<>();

      await("leading again")
          .atMost(MINUTE)
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(() -> {
            List<String> page = metrics(operator);
            assertThat(page).contains("secure_score_leader 1.0");
            shown.add(lastConfirmed(page));
          });
      assertThat(shown).allMatch(time -> time == 0 || time > lost);
    }
  }

  private static Lease lease(String holder) {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace("secure-score")
        .withName("secure-score")
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(holder)
        .withLeaseDurationSeconds(600)
        .withAcquireTime(now)
        .withRenewTime(now)
        .withLeaseTransitions(0)
        .endSpec()
        .build();
  }

  private static double lastConfirmed(RunningOperator operator)
      throws IOException, InterruptedException {
    return lastConfirmed(metrics(operator));
  }

  /** In seconds since 1970; zero where it is not shown. */
  private static double lastConfirmed(List<String> page) {
    return page.stream()
        .filter(line -> line.startsWith("secure_score_last_confirmed_timestamp_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  /** Waits for a series, and says how long that took. */
  private static void until(RunningOperator operator, String what, String series) {
    Instant start = Instant.now();
    await(what)
        .atMost(MINUTE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(metrics(operator)).contains(series));
    System.out.printf(
        "silence: %s after %.1f s%n",
        what, Duration.between(start, Instant.now()).toMillis() / 1e3);
  }

  private static List<String> metrics(RunningOperator operator)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + operator.operator().port() + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .toList();
    }
  }
}
