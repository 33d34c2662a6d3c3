package dev.securescore;

import io.fabric8.kubeapitest.KubeAPIServerConfig;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.Binaries;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs of a Kubernetes API, from the cache of kube-api-test, or downloaded into it. */
final class KubeApiBinaries {

  /** The Kubernetes that the tests run against, unless another is asked for. */
  static final String VERSION = System.getProperty("secure-score.kubernetes", "1.37.2");

  private KubeApiBinaries() {}

  /** The programs; without them the calling test is skipped, or fails where {@code CI=true}. */
  static Binaries require() {
    return Found.BINARIES.orElseGet(() -> {
      String advice =
          "no Kubernetes API server %s in %s: run hack/kube-api.sh".formatted(VERSION, cache());
      return "true".equals(System.getenv("CI"))
          ? Assertions.fail(advice)
          : Assumptions.abort(advice);
    });
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("KUBE_API_TEST_DIR"))
        .map(Path::of)
        .orElseGet(() ->
            Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("secure-score/kube-api"));
  }

  private static Optional<Binaries> find() {
    // Everything is set here: kube-api-test 7.6 cannot read its offline mode from the environment.
    KubeAPIServerConfig config =
        KubeAPIServerConfigBuilder.anAPIServerConfig()
            .withTestDir(cache().toString())
            .withApiServerVersion(VERSION)
            .withOfflineMode(Files.isDirectory(cache().resolve("k8s")))
            .withWaitForEtcdHealthCheckOnStartup(false)
            .withStartupTimeout(120_000)
            .build();
    BinaryManager manager = new BinaryManager(config);
    try {
      manager.initAndDownloadIfRequired();
      return Optional.of(manager.binaries());
    } catch (KubeAPITestException e) {
      return Optional.empty();
    }
  }

  private static final class Found {
    static final Optional<Binaries> BINARIES = find();
  }
}
