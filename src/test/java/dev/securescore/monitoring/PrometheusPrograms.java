package dev.securescore.monitoring;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Where {@code prometheus} and {@code promtool} are: on the PATH, or where hack/prometheus.sh put
 * them.
 */
record PrometheusPrograms(Path prometheus, Path promtool) {

  /** The programs; without them the calling test is skipped, or fails where {@code CI=true}. */
  static PrometheusPrograms require() {
    return find()
        .orElseGet(() -> {
          String advice =
              "no prometheus and promtool on the PATH or in "
                  + cache()
                  + ": run hack/prometheus.sh";
          return "true".equals(System.getenv("CI"))
              ? Assertions.fail(advice)
              : Assumptions.abort(advice);
        });
  }

  private static Optional<PrometheusPrograms> find() {
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of),
            Stream.of(cache()))
        .map(folder ->
            new PrometheusPrograms(folder.resolve("prometheus"), folder.resolve("promtool")))
        .filter(each -> Files.isExecutable(each.prometheus) && Files.isExecutable(each.promtool))
        .findFirst();
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("PROMETHEUS_DIR"))
        .map(Path::of)
        .orElseGet(() ->
            Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("secure-score/prometheus"));
  }
}
