package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator without the right to read exemptions, which is then granted and taken away. */
class ForbiddenExemptionsIT {

  private static final String OPERATOR = "system:serviceaccount:secure-score:secure-score";
  private static final String DECLARED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: non-root}
      spec:
        title: Pods should declare a user that is not root
        severity: High
        target: PodSpec
        validations: [{expression: "podSpec.?securityContext.?runAsNonRoot.orValue(false)"}]
        remediation: {summary: Set runAsNonRoot for the pod.}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: healthy, namespace: default}
      spec:
        selector: {matchLabels: {app: healthy}}
        template:
          metadata: {labels: {app: healthy}}
          spec:
            securityContext: {runAsNonRoot: true}
            containers: [{name: app, image: app}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: exempt, namespace: default}
      spec:
        selector: {matchLabels: {app: exempt}}
        template:
          metadata: {labels: {app: exempt}}
          spec:
            containers: [{name: app, image: app}]
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityExemption
      metadata: {name: ours, namespace: default}
      spec:
        recommendationRefs: [{name: non-root}]
        resourceRefs: [{group: apps, kind: Deployment, name: exempt}]
        decision: Waived
        reason: It is a test.
        approval: {by: sec@example}
      """;

  @TempDir private Path folder;

  @Test
  void nothingIsExemptWhileExemptionsCannotBeReadAndEverybodySeesIt() throws Exception {
    try (KubeApi api = KubeApi.own()) {
      grantAllButExemptions(api);
      apply(api, DECLARED);
      try (KubernetesClient client = operatorsClient(api);
          RunningOperator operator =
              RunningOperator.by(client, RunningOperator.settings("a", false))) {
        awaitReport(api, "50.0 False ExemptionsUnavailable");
        assertThat(operator.operator().isComplete()).isTrue();
        assertThat(metrics(operator))
            .contains(
                "secure_score_kind_unavailable{group=\"securescore.dev\",kind=\"SecurityExemption\"} 1")
            .contains(
                "secure_score_kind_unavailable{group=\"securescore.dev\",kind=\"ClusterSecurityExemption\"} 1");

        api.kubectl(
                "create",
                "clusterrole",
                "exemptions",
                "--verb=get,list,watch",
                "--resource=securityexemptions.securescore.dev,clustersecurityexemptions.securescore.dev")
            .orFail();
        bindExemptions(api);
        awaitReport(api, "100.0 True FullCoverage");
        await()
            .atMost(60, SECONDS)
            .untilAsserted(() ->
                assertThat(
                        api.kubectl(
                                "get",
                                "secex",
                                "ours",
                                "-o",
                                "jsonpath={.status.conditions[?(@.type==\"Effective\")].reason}")
                            .out())
                    .isEqualTo("Active"));
        assertThat(metrics(operator)).doesNotContain("kind_unavailable{group=\"securescore.dev\"");

        api.kubectl("delete", "clusterrolebinding", "exemptions").orFail();
        api.stopServer();
        api.startServer(); // while the watch is up, nobody is asked

        awaitReport(api, "50.0 False ExemptionsUnavailable");
        assertThat(metrics(operator)).contains("kind_unavailable{group=\"securescore.dev\"");

        bindExemptions(api);
        awaitReport(api, "100.0 True FullCoverage");
        api.kubectl("delete", "secex", "ours").orFail();
        awaitReport(api, "50.0 True FullCoverage");
      }
    }
  }

  private static void bindExemptions(KubeApi api) {
    api.kubectl(
            "create",
            "clusterrolebinding",
            "exemptions",
            "--clusterrole=exemptions",
            "--user=" + OPERATOR)
        .orFail();
  }

  private void grantAllButExemptions(KubeApi api) throws IOException {
    Path config = Project.root().resolve("config");
    api.kubectl("apply", "-f", config.resolve("manager/namespace.yaml").toString()).orFail();
    String rights =
        Files.readString(config.resolve("rbac/operator.yaml"))
            .replace("  - clustersecurityexemptions\n", "")
            .replace("  - securityexemptions\n", "");
    apply(api, rights);
  }

  private void apply(KubeApi api, String manifests) throws IOException {
    Path file = Files.writeString(folder.resolve("manifests.yaml"), manifests);
    api.kubectl("apply", "-f", file.toString()).orFail();
  }

  private static KubernetesClient operatorsClient(KubeApi api) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(api.client().getConfiguration())
                .withImpersonateUsername(OPERATOR)
                .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                .build())
        .build();
  }

  private static void awaitReport(KubeApi api, String expected) {
    String complete = "{.status.conditions[?(@.type==\"Complete\")]";
    await()
        .atMost(90, SECONDS)
        .untilAsserted(() ->
            assertThat(
                    api.kubectl(
                            "get",
                            "scr",
                            "namespace",
                            "-o",
                            "jsonpath={.status.display.score} "
                                + complete
                                + ".status} "
                                + complete
                                + ".reason}")
                        .out())
                .isEqualTo(expected));
  }

  private static String metrics(RunningOperator operator) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + operator.operator().port() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
