package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enforcement on an API server that takes only what an older release took. */
class OldServerIT {

  @TempDir private Path folder;

  @Test
  void policyThatNeedsANewerServerIsNotWrittenAndTheStatusSaysWhy() throws IOException {
    try (KubeApi api = KubeApi.own("--emulated-version=kube=1.34");
        RunningOperator operator = RunningOperator.on(api, RunningOperator.enforcing())) {
      Path file =
          Files.writeString(
              folder.resolve("recommendations.yaml"),
              recommendation("newer", "containers.map(c, c.name).sort().size() > 0")
                  + "---\n"
                  + recommendation("older", "containers.size() > 0"));
      api.kubectl("apply", "-f", file.toString()).orFail();

      await()
          .atMost(90, SECONDS)
          .untilAsserted(() -> {
            assertThat(condition(api, "older")).startsWith("True Everywhere");
            assertThat(condition(api, "newer"))
                .startsWith("False KubernetesTooOld needs Kubernetes 1.35")
                .contains("this cluster is 1.34");
          });

      assertThat(operator.operator().isComplete()).isTrue();
      assertThat(api.kubectl("get", "validatingadmissionpolicies", "-o", "name").out())
          .contains("older.securescore.dev")
          .doesNotContain("newer.securescore.dev");
    }
  }

  private static String condition(KubeApi api, String name) {
    String condition = "{.status.conditions[?(@.type==\"Enforced\")]";
    return api.kubectl(
            "get",
            "secrec",
            name,
            "-o",
            "jsonpath="
                + condition
                + ".status} "
                + condition
                + ".reason} "
                + condition
                + ".message}")
        .out();
  }

  private static String recommendation(String name, String check) {
    return """
    apiVersion: securescore.dev/v1alpha1
    kind: SecurityRecommendation
    metadata: {name: %s}
    spec:
      title: Anything
      severity: Low
      target: PodSpec
      validations: [{expression: "%s"}]
      remediation: {summary: Nothing.}
      enforcement: {action: Deny, where: Everywhere}
    """
        .formatted(name, check);
  }
}
