package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.docs.DocumentedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A checkout with a chart that a test may change, where the commands of the pages act on a server.
 *
 * @param folder where they run
 */
record Checkout(Path folder, KubeApi api) {

  static Checkout in(Path folder, KubeApi api) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("helm"));
    for (String name : List.of("config", "crds")) {
      Files.createSymbolicLink(folder.resolve(name), Project.root().resolve(name));
    }
    Files.createSymbolicLink(programs.resolve("kubectl"), api.kubectl());
    Files.createSymbolicLink(programs.resolve("helm"), Helm.FOUR.program());
    Checkout checkout = new Checkout(folder, api);
    Output.of(new ProcessBuilder("cp", "-rL", Helm.CHART.toString(), checkout.chart().toString()))
        .orFail();
    return checkout;
  }

  Path chart() {
    return folder.resolve("helm/secure-score");
  }

  /** Runs commands one after the other; each has to succeed. */
  void run(List<DocumentedCommand> commands) {
    commands.forEach(this::run);
  }

  /** Runs a command, which has to succeed. */
  void run(DocumentedCommand command) {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", command.text())
            .directory(folder.toFile());
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("KUBECONFIG", api.kubeconfig().toString());
    Output output = Output.of(builder);
    assertThat(output.code()).as("%s%n%s", command, output).isZero();
  }
}
