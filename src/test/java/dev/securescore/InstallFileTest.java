package dev.securescore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallFileTest {

  @Test
  void installFileIsMadeOfItsSources(@TempDir Path folder) throws Exception {
    Path made = folder.resolve("install.yaml");

    assertThat(run("hack/generate-install.sh", made.toString())).isZero();

    assertThat(made)
        .as("run hack/generate-install.sh")
        .hasSameTextualContentAs(Project.root().resolve("config/install.yaml"));
  }

  @Test
  void noFileNamesSecretsAsReadable() throws IOException {
    assertThat(Files.readString(Project.root().resolve("config/install/rbac.yaml")))
        .doesNotContain("secrets")
        .doesNotContain("\"*\"");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(Project.root().toFile()).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
