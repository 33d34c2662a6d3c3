package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** hack/prometheus.sh on a machine whose apt only writes down what it is told. */
class PrometheusScriptTest {

  private static final String APT =
      """
      #!/usr/bin/env bash
      echo "$@" >> "$LOG"
      for option in "$@"; do
        case $option in
          --config-file=*) cat "${option#*=}" >> "$LOG" ;;
          download) touch prometheus_1_all.deb ;;
        esac
      done
      [ -z "${APT_FAILS:-}" ] || { echo "E: no network" >&2; exit 100; }
      """;
  private static final String DPKG =
      """
      #!/usr/bin/env bash
      mkdir -p "$3/usr/bin"
      for program in prometheus promtool; do
        printf '#!/bin/sh\\n' > "$3/usr/bin/$program"
        chmod 755 "$3/usr/bin/$program"
      done
      """;

  @TempDir private Path folder;

  @BeforeEach
  void makeMachine() throws IOException {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    for (String each :
        List.of(
            "env", "bash", "sh", "mktemp", "rm", "chmod", "chown", "id", "mkdir", "cat", "mv",
            "touch")) {
      Path program =
          List.of("/usr/bin", "/bin").stream()
              .map(place -> Path.of(place, each))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(programs.resolve(each), program);
    }
    write(programs.resolve("apt-get"), APT);
    write(programs.resolve("dpkg-deb"), DPKG);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Output run(String... environment) {
    ProcessBuilder script =
        new ProcessBuilder(Project.root().resolve("hack/prometheus.sh").toString());
    script.environment().clear();
    script.environment().put("PATH", folder.resolve("programs").toString());
    script.environment().put("HOME", folder.toString());
    script.environment().put("TMPDIR", folder.toString());
    script.environment().put("PROMETHEUS_DIR", folder.resolve("cache").toString());
    script.environment().put("LOG", folder.resolve("log").toString());
    for (String each : environment) {
      script.environment().put(each, "yes");
    }
    return Output.of(script);
  }

  @Test
  void listsOfTheMachineAreLeftAlone() throws IOException {
    run().orFail();

    List<String> log = Files.readAllLines(folder.resolve("log"));
    assertThat(log.stream().filter(line -> line.matches(".*\\b(update|download)\\b.*")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("--config-file=" + folder));
    assertThat(log)
        .anyMatch(line -> line.startsWith("Dir::State::Lists \"" + folder))
        .anyMatch(line -> line.startsWith("Dir::Cache \"" + folder))
        .contains("#clear APT::Update::Post-Invoke;");
  }

  @Test
  void programsComeIntoTheCacheOnce() throws IOException {
    run().orFail();
    assertThat(folder.resolve("cache/prometheus")).isExecutable();
    assertThat(folder.resolve("cache/promtool")).isExecutable();
    long asked = Files.size(folder.resolve("log"));

    assertThat(run().orFail()).isEmpty();

    assertThat(Files.size(folder.resolve("log"))).isEqualTo(asked);
    assertThat(folder).isDirectoryNotContaining("glob:**/tmp.*");
  }

  @Test
  void failureSaysWhatAptSaidAndWhatToDo() {
    Output failed = run("APT_FAILS");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("E: no network", "install Prometheus", "cache");
    assertThat(folder.resolve("cache")).doesNotExist();
  }
}
