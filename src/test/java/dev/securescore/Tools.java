package dev.securescore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that {@code hack/helm.sh} puts into the cache folder. */
public final class Tools {

  private Tools() {}

  /** A program; without it the calling test is skipped, or fails where {@code CI=true}. */
  public static Path require(String version, String name) {
    Path program = cache().resolve(version).resolve(name);
    if (Files.isExecutable(program)) {
      return program;
    }
    String advice = "no %s %s in %s: run hack/helm.sh".formatted(name, version, cache());
    return "true".equals(System.getenv("CI")) ? Assertions.fail(advice) : Assumptions.abort(advice);
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("SECURE_SCORE_TOOLS"))
        .map(Path::of)
        .orElseGet(() ->
            Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("secure-score/bench"));
  }
}
