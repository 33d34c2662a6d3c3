package dev.securescore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin of kubectl and its completion, as links on the PATH, run by kubectl itself. */
class KubectlPluginIT {

  @TempDir private static Path links;
  private static Path kubectl;

  @BeforeAll
  static void link() throws IOException {
    kubectl = KubeApiBinaries.require().getKubectl().toPath();
    Path root = Project.root();
    Files.createSymbolicLink(links.resolve("kubectl-secure_score"), root.resolve("secure-score"));
    Files.createSymbolicLink(
        links.resolve("kubectl_complete-secure_score"),
        root.resolve("kubectl_complete-secure_score"));
  }

  private static Output kubectl(String... arguments) {
    List<String> command = new ArrayList<>(List.of(kubectl.toString()));
    command.addAll(List.of(arguments));
    return Output.of(environment(new ProcessBuilder(command)));
  }

  private static ProcessBuilder environment(ProcessBuilder builder) {
    builder.directory(Project.root().toFile());
    builder.environment().merge("PATH", links.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("KUBECONFIG", links.resolve("none").toString());
    builder.environment().put("HOME", links.toString());
    return builder;
  }

  @Test
  void kubectlFindsThePluginAndItCallsItselfSo() {
    assertThat(kubectl("plugin", "list").out()).contains("kubectl-secure_score");
    assertThat(kubectl("secure-score", "scan", "--help").orFail())
        .startsWith("Usage: kubectl secure-score scan");
  }

  @Test
  void pluginScansAndGates() {
    Output scan = kubectl("secure-score", "scan", "--fail-on", "High", "config/samples");

    assertThat(scan.code()).isEqualTo(3);
    assertThat(scan.out()).contains("run-as-non-root");
  }

  @Test
  void pluginScansBehindAPipeAndShowsEachFindingAtItsLine() {
    ProcessBuilder builder =
        environment(
            new ProcessBuilder(
                "bash",
                "-c",
                "git ls-files config/samples | '%s' secure-score scan --fail-on High config/samples"
                    .formatted(kubectl)));

    Output scan = Output.of(builder);

    assertThat(scan.code()).isEqualTo(3);
    assertThat(scan.out())
        .containsPattern(
            "config/samples/shop.yaml:[0-9]+ +High +run-as-non-root +container server");
  }

  @Test
  void kubectlCompletesCommandsOptionsAndValues() {
    assertThat(kubectl("__complete", "secure-score", "").orFail().lines())
        .contains("scan", "status", "explain", "kinds", ":4");
    assertThat(kubectl("__complete", "secure-score", "expl").orFail()).startsWith("explain\n:4");
    assertThat(kubectl("__complete", "secure-score", "scan", "--fail-on", "Cr").orFail())
        .startsWith("Critical\n:4");
    assertThat(kubectl("__complete", "secure-score", "scan", "dep").orFail())
        .as("files are the shell's to complete")
        .startsWith(":0");
  }
}
