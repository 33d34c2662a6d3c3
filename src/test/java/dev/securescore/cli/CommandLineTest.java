package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cli.CommandRun.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan",
        "fix",
        "test",
        "lint",
        "status",
        "explain",
        "kinds",
        "run",
        "demo",
        "export",
        "completion",
        "version"
      })
  void everyCommandHelpsWithExamples(String command) {
    Outcome outcome = new CommandRun().of(command, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("Usage: secure-score " + command)
        .contains("Example")
        .contains("secure-score " + command);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void pluginCallsItselfWhatPeopleType() {
    System.setProperty("secure-score.name", "kubectl secure-score");
    try {
      assertThat(new CommandRun().of("scan", "--help").out())
          .startsWith("Usage: kubectl secure-score scan")
          .contains("  kubectl secure-score scan deploy/");
    } finally {
      System.clearProperty("secure-score.name");
    }
  }

  @Test
  void unknownOptionIsUsageWithASuggestion() {
    Outcome outcome = new CommandRun().of("scan", "--fail-onn", "High", ".");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--fail-onn").contains("--fail-on,").contains("--help");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void unknownCommandIsUsageWithASuggestion() {
    Outcome outcome = new CommandRun().of("scna");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Did you mean: secure-score scan?");
  }

  @Test
  void missingKubeconfigIsOneLineWithoutAStackTrace(@TempDir Path folder) {
    String missing = folder.resolve("none").toString();

    Outcome plain = new CommandRun().of("status", "--kubeconfig", missing);
    Outcome debug = new CommandRun().of("--debug", "status", "--kubeconfig", missing);

    assertThat(plain.exitCode()).isEqualTo(1);
    assertThat(plain.err()).contains("error: the kubeconfig " + missing + " cannot be read");
    assertThat(plain.err()).doesNotContain("\tat ");
    assertThat(debug.err()).contains("\tat ");
  }

  @Test
  void wrongSettingOfTheOperatorNamesItsVariable() {
    Outcome outcome = new CommandRun().of("run", "--port", "a");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("SECURE_SCORE_PORT").contains("0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionKnowsCommandsAndOptions(String shell) {
    Outcome outcome = new CommandRun().of("completion", shell);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("explain").contains("fail-on").contains("Critical");
  }

  @Test
  void kubectlIsAnsweredWhatMayFollow() {
    assertThat(new CommandRun().of("__complete", "sc").out()).isEqualTo("scan\n:4\n");
    assertThat(new CommandRun().of("__complete", "").out().lines())
        .contains("explain", "kinds", "status", ":4")
        .doesNotContain("__complete");
    assertThat(new CommandRun().of("__complete", "scan", "--fail-o").out())
        .isEqualTo("--fail-on\n:4\n");
    assertThat(new CommandRun().of("__complete", "scan", "--fail-on", "H").out())
        .isEqualTo("High\n:4\n");
    assertThat(new CommandRun().of("__complete", "scan", "dep").out())
        .as("the shell completes files")
        .isEqualTo(":0\n");
    assertThat(new CommandRun().of("__complete").out()).isEqualTo(":0\n");
  }

  @Test
  void versionNamesTheProgram() {
    assertThat(new CommandRun().of("version").out()).startsWith("secure-score ");
  }
}
