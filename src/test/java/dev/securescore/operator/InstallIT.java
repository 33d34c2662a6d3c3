package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The install file is accepted as it is, and its rights are enough for all that the operator does.
 */
class InstallIT {

  private static final Path FILE = Project.root().resolve("config/install.yaml");
  private static final Path LIBRARY = Project.root().resolve("config/library/library.yaml");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:secure-score:secure-score";

  private static final String BARE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: bare}
      spec:
        selector: {matchLabels: {app: bare}}
        template:
          metadata: {labels: {app: bare}}
          spec: {containers: [{name: main, image: nginx}]}
      """;

  private static KubeApi api;

  @BeforeAll
  static void install() {
    api = KubeApi.own();
    for (Path file : List.of(FILE, LIBRARY)) {
      api.kubectl("apply", "--server-side", "--force-conflicts", "-f", file.toString()).orFail();
    }
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void operatorScoresTheClusterWithTheRightsOfItsServiceAccount() throws IOException {
    String namespace = api.newNamespace("installed");
    Path manifest = Files.createTempFile("bare", ".yaml");
    Files.writeString(manifest, BARE);
    api.kubectl("apply", "-n", namespace, "-f", manifest.toString()).orFail();
    Files.delete(manifest);
    Config config =
        new ConfigBuilder(api.client().getConfiguration())
            .withImpersonateUsername(SERVICE_ACCOUNT)
            .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
            .build();

    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        RunningOperator running =
            RunningOperator.by(client, RunningOperator.settings("installed", true))) {
      await()
          .atMost(60, SECONDS)
          .untilAsserted(() -> {
            assertThat(print("scorereports", "-n", namespace, "namespace"))
                .matches("[34]\\d\\.\\d True");
            assertThat(print("clusterscorereports", "platform")).endsWith(" True");
            assertThat(
                    api.kubectl(
                            "get",
                            "securityrecommendations",
                            "run-as-non-root",
                            "-o",
                            "jsonpath={.status.counts.unhealthy}")
                        .out())
                .isEqualTo("1");
          });
      assertThat(running.operator().isLeader()).isTrue();
      assertThat(running.operator().engine().unavailable()).as("kinds it may not read").isEmpty();
    }
  }

  private static String print(String... resource) {
    String[] arguments = new String[resource.length + 3];
    arguments[0] = "get";
    System.arraycopy(resource, 0, arguments, 1, resource.length);
    arguments[resource.length + 1] = "-o";
    arguments[resource.length + 2] =
        "jsonpath={.status.display.score} {.status.conditions[?(@.type==\"Ready\")].status}";
    return api.kubectl(arguments).out();
  }
}
