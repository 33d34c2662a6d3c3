package dev.securescore.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.Project;
import dev.securescore.api.ScoreReport;
import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator on the embedded API of the demo, which has neither apply nor paging. */
@EnableKubernetesMockClient(crud = true)
class EmbeddedOperatorTest {

  private static final String PRIVILEGED =
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

  @SuppressWarnings("NullAway.Init") // the extension sets it
  private KubernetesClient client;

  private void createDefinitions() throws IOException {
    try (Stream<Path> files = Files.list(Project.root().resolve("crds"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        client.resource(Files.readString(file)).create();
      }
    }
  }

  private void deploy(String name, boolean privileged) {
    client
        .resource(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %s, namespace: shop}
            spec:
              template:
                spec:
                  containers:
                  - {name: main, image: "main:1", securityContext: {privileged: %s}}
            """
                .formatted(name, privileged))
        .create();
  }

  private List<Integer> scores() {
    return client.resources(ScoreReport.class).inNamespace("shop").list().getItems().stream()
        .filter(report -> report.getStatus() != null && report.getStatus().score() != null)
        .map(report -> report.getStatus().score())
        .toList();
  }

  private static String get(SecureScoreOperator operator, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port() + path))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void reportFollowsTheWorkloads() throws Exception {
    createDefinitions();
    client.resource("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n").create();
    client.resource(PRIVILEGED).create();
    deploy("cart", true);
    deploy("web", false);
    try (SecureScoreOperator operator =
        new SecureScoreOperator(
            client,
            RunningOperator.settings("embedded", false),
            StatusWriter.replacing(client),
            Clock.systemUTC())) {
      operator.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(scores()).containsExactly(50));

      client.apps().deployments().inNamespace("shop").withName("cart").delete();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(scores()).containsExactly(100));
      assertThat(get(operator, "/readyz")).isEqualTo("ok\n");
      assertThat(get(operator, "/metrics"))
          .contains(
              "secure_score_namespace_ratio{resource_namespace=\"shop\",scope=\"cluster\"} 1.0",
              "secure_score_writes_total{kind=\"ScoreReport\",outcome=\"success\"}",
              "operator_sdk_",
              "jvm_memory_used_bytes");
    }
  }
}
