package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @Test
  void demoPrintsWhatKubectlWouldAndTheNextFixes() {
    Outcome outcome = new CommandRun().onRunningClock().of("demo", "--once");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("NAMESPACE     NAME        SCORE   GRADE")
        .containsPattern("shop +namespace +\\d+\\.\\d +A")
        .containsPattern("cluster +\\d+\\.\\d +D")
        .containsPattern("platform +\\d+\\.\\d")
        .contains("NEXT BEST FIXES")
        .contains("run-as-non-root");
    assertThat(outcome.err()).contains("metrics: http://127.0.0.1:");
  }

  @Test
  void demoShowsYourOwnManifests(@TempDir Path folder) throws IOException {
    Path pod = folder.resolve("pod.yaml");
    Files.writeString(
        pod,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: bare, namespace: mine}
        spec: {containers: [{name: main, image: nginx}]}
        """);

    Outcome outcome = new CommandRun().onRunningClock().of("demo", "--once", pod.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).containsPattern("mine +namespace +[34]\\d\\.\\d +E");
  }
}
