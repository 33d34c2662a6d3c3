package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scan prints and which code it ends with. */
class ScanOptionsTest extends ScanOfOneDeployment {

  @Test
  void jsonIsTheContract() {
    Outcome outcome = ours("-o", "json");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().replace(folder.toString(), "FOLDER")).isEqualTo(golden("scan.json"));
  }

  @Test
  void yamlSaysTheSameAsJson() {
    assertThat(ours("-o", "yaml").out())
        .startsWith("score: 25\ndisplay:\n  score: \"25.0\"\n  grade: F\n")
        .contains("    gain: \"75.0\"\n")
        .contains("    message: \"container server is privileged\"\n    container: server\n");
  }

  @Test
  void tableShowsScoreFixesAndFindings() {
    assertThat(ours().out().replace(folder.toString(), "FOLDER"))
        .contains("score 25.0   grade F   coverage 100%   1 resource, 1 with findings\n")
        .contains("open findings: 1 high\n")
        .contains(
            "no-privileged    High       0         1           +75.0   Medium   Remove privil")
        .contains("FOLDER/cart.yaml:12   High   no-privileged   container server is privileged\n")
        .doesNotContain("\u001b");
  }

  @Test
  void terminalGetsColoursAndUnicodeUnlessRefused() {
    String[] scan = {"scan", file("cart.yaml", CART), "--standard", "PSS/baseline"};

    Outcome colourful = new CommandRun().onTerminal(true).of(scan);
    Outcome refused = new CommandRun().onTerminal(true).with("NO_COLOR", "1").of(scan);
    Outcome ascii = new CommandRun().onTerminal(false).with("NO_COLOR", "1").of(scan);

    assertThat(colourful.out()).contains("\u001b[").contains("✓");
    assertThat(refused.out()).doesNotContain("\u001b").contains("✓");
    assertThat(ascii.out()).matches("[\\x20-\\x7e\\n]+");
  }

  @Test
  void linesFitTheColumns() {
    Outcome outcome =
        new CommandRun().with("COLUMNS", "80").of("scan", "--no-color", samples().toString());

    assertThat(outcome.out().lines().filter(line -> line.contains(" Set")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({
    "--fail-on,High,3",
    "--fail-on,high,3",
    "--fail-on,Low,3",
    "--fail-on,Critical,0",
    "--fail-below,25,0",
    "--fail-below,25.1,4",
    "--fail-below,0,0",
    "--fail-coverage-below,100,0",
    "--fail-below,101,2",
    "--fail-below,-1,2",
    "--fail-below,x,2",
    "--fail-on,Terrible,2",
    "--output,pdf,2",
    "--unknown,1,2",
  })
  void gatesDecideTheExitCode(String option, String value, int code) {
    assertThat(ours(option, value).exitCode()).isEqualTo(code);
  }

  @Test
  void lowestExitCodeWins() {
    assertThat(ours("--fail-below", "90", "--fail-on", "High").exitCode()).isEqualTo(3);
    assertThat(ours("--fail-on", "High", folder + "/missing.yaml").exitCode()).isEqualTo(1);
  }

  @Test
  void notEvaluatedLowersCoverageAndIsNoFinding() {
    String fails =
        OURS.replace("object.metadata.name.size() < 20", "object.metadata.nothing == 'x'");
    Outcome outcome =
        new CommandRun()
            .of(
                "scan",
                file("cart.yaml", CART.replace("privileged: true", "privileged: false")),
                "--no-builtin",
                "--recommendations",
                file("ours.yaml", fails),
                "-o",
                "json",
                "--fail-on",
                "Low",
                "--fail-coverage-below",
                "60");

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.err()).contains("the coverage 50.0 is below 60");
    assertThat(outcome.json().at("/coverage").asInt()).isEqualTo(50);
    assertThat(outcome.json().at("/display/score").asText()).isEqualTo("100.0?");
    assertThat(outcome.json().at("/findings/0/verdict").asText()).isEqualTo("NotEvaluated");
    assertThat(outcome.json().at("/recommendations/1/notEvaluated").asInt()).isEqualTo(1);
  }

  @Test
  void nothingApplicableHasNoScoreAndFailsTheGate() {
    Outcome outcome =
        new CommandRun()
            .reading("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}")
            .of("scan", "-", "-o", "json", "--fail-below", "90");

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.err()).contains("failed: there is no score to compare with 90");
    assertThat(outcome.json().has("score")).isFalse();
    assertThat(outcome.json().at("/display/score").asText()).isEqualTo("-");
    assertThat(outcome.json().at("/passedOver").asInt()).isEqualTo(1);
  }

  private static Path samples() {
    return Path.of(System.getProperty("secure-score.root"), "config", "samples");
  }

  private static String golden(String name) {
    try (InputStream stream = ScanOptionsTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
