package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.Tools;
import dev.securescore.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we ship is what we ask of others. */
class OwnWorkloadTest {

  private static final Path INSTALL = Project.root().resolve("config/install.yaml");

  @TempDir private Path folder;

  @Test
  void installFileScoresAHundredByOurOwnLibrary() {
    assertThat(scan(INSTALL)).isEqualTo("100 100 A+");
  }

  @Test
  void renderedChartScoresAHundredByOurOwnLibrary() throws IOException {
    Path rendered = folder.resolve("chart.yaml");
    Files.writeString(
        rendered,
        Helm.FOUR.template("--set=metrics.dashboards.enabled=true,crds.install=false").orFail());

    assertThat(scan(rendered)).isEqualTo("100 100 A+");
  }

  @Test
  void kubeScoreHasNoCriticalFinding() throws IOException {
    Path program = Tools.require("v1.20.0", "kube-score");
    Path rendered = folder.resolve("chart.yaml");
    Files.writeString(rendered, Helm.FOUR.template("--set=crds.install=false").orFail());

    for (Path file : new Path[] {rendered, INSTALL}) {
      Output output =
          Output.of(
              new ProcessBuilder(
                  program.toString(), "score", "--output-format=ci", file.toString()));
      assertThat(output.out()).contains("secure-score").doesNotContain("[CRITICAL]");
      assertThat(output.code()).as(output.toString()).isZero();
    }
  }

  /** Score, coverage and grade. */
  private static String scan(Path file) {
    JsonNode result = new CommandRun().of("scan", "-o", "json", file.toString()).json();
    return result.path("score").asText()
        + " "
        + result.path("coverage").asText()
        + " "
        + result.at("/display/grade").asText();
  }
}
