package dev.securescore.chart;

import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Helms that users have. */
enum Helm {
  THREE("v3.22.0"),
  FOUR("v4.3.1");

  static final Path CHART = Project.root().resolve("helm/secure-score");

  private final String version;

  Helm(String version) {
    this.version = version;
  }

  /** The program; without it the calling test is skipped, or fails where {@code CI=true}. */
  Path program() {
    return Tools.require(version, "helm");
  }

  Output run(String... arguments) {
    return run(List.of(), arguments);
  }

  Output run(List<String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    environment.forEach(entry ->
        builder
            .environment()
            .put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1)));
    return Output.of(builder);
  }

  /** Renders the chart as the release `secure-score` in the namespace `secure-score`. */
  Output template(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("template", "secure-score", CHART.toString(), "--namespace", "secure-score"));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  /** What the chart renders to. */
  Rendered render(String... options) {
    return Rendered.of(template(options).orFail());
  }
}
