package dev.securescore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallFileTest {

  private static final Path CONFIG = Project.root().resolve("config");

  @Test
  void installFilesAreMadeOfTheirSources(@TempDir Path made) throws IOException {
    run("hack/generate-install.sh", made);

    for (String file : new String[] {"install.yaml", "library/library.yaml"}) {
      assertThat(made.resolve(file))
          .as("run hack/generate-install.sh")
          .hasSameTextualContentAs(CONFIG.resolve(file));
    }
  }

  @Test
  void kustomizationsAreMadeOfTheChart(@TempDir Path made) throws IOException {
    Tools.require("v4.3.1", "helm");

    run("hack/generate-config.sh", made);

    try (Stream<Path> files = Files.walk(made)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSizeGreaterThan(8)
          .allSatisfy(file ->
              assertThat(CONFIG.resolve(made.relativize(file)))
                  .as("run hack/generate-config.sh")
                  .hasSameTextualContentAs(file));
    }
  }

  @Test
  void brokenChartIsNamedWhereTheKustomizationsAreMadeOfIt(@TempDir Path copy) throws IOException {
    Tools.require("v4.3.1", "helm");
    Path root = Project.root();
    Files.createDirectory(copy.resolve("helm"));
    for (String folder : new String[] {"hack", "helm/secure-score"}) {
      String from = root.resolve(folder).toString();
      Output.of(new ProcessBuilder("cp", "-rL", from, copy.resolve(folder).toString())).orFail();
    }
    Files.writeString(
        copy.resolve("helm/secure-score/templates/service.yaml"), "{{ nonesuch .Values }}");

    Output made =
        Output.of(
            new ProcessBuilder(
                copy.resolve("hack/generate-config.sh").toString(),
                copy.resolve("made").toString()));

    assertThat(made.code()).isNotZero();
    assertThat(made.err()).contains("templates/service.yaml", "nonesuch");
  }

  @Test
  void noFileNamesSecretsAsReadable() throws IOException {
    assertThat(Files.readString(CONFIG.resolve("rbac/operator.yaml")))
        .doesNotContain("secrets")
        .doesNotContain("\"*\"");
  }

  private static void run(String script, Path folder) {
    Output.of(new ProcessBuilder(script, folder.toString()).directory(Project.root().toFile()))
        .orFail();
  }
}
