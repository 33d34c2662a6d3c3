package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runbooks tell people to type, and what Kustomize makes of rules and dashboards. */
class RunbooksIT {

  private final KubeApi api = KubeApi.shared();

  @Test
  void commandsOfTheRunbooksRun(@TempDir Path folder) throws IOException {
    List<String> commands =
        Files.readAllLines(Project.root().resolve("docs/runbooks.md")).stream()
            .filter(line -> line.startsWith("kubectl "))
            // There is no pod to look at here.
            .filter(line -> !line.matches("kubectl (logs|describe) .*"))
            .distinct()
            .toList();

    assertThat(commands)
        .hasSizeGreaterThan(10)
        .allSatisfy(command -> {
          Output output = Output.of(shell(command, folder));
          // `auth can-i` says no by its exit code; what the examples are about is not there.
          assertThat(
                  output.code() == 0
                      || output.out().strip().equals("no")
                      || output.err().contains("(NotFound)"))
              .as(command + "\n" + output)
              .isTrue();
        });
  }

  private ProcessBuilder shell(String command, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "kubectl() { \"$KUBECTL\" \"$@\"; }\n" + command);
    builder.environment().put("KUBECTL", api.kubectl().toString());
    builder.environment().put("KUBECONFIG", api.kubeconfig().toString());
    builder.environment().put("HOME", folder.toString());
    return builder;
  }

  @Test
  void kustomizeMakesConfigMapsOfDashboardsAndAPrometheusRule() {
    Path root = Project.root().resolve("config");
    String maps = api.kubectl("kustomize", root.resolve("grafana").toString()).orFail();

    for (JsonNode dashboard : Dashboards.all()) {
      assertThat(maps).contains("\"uid\": \"" + dashboard.path("uid").asText() + "\"");
    }
    assertThat(api.kubectl("kustomize", root.resolve("prometheus").toString()).orFail())
        .contains("kind: PrometheusRule");
  }
}
