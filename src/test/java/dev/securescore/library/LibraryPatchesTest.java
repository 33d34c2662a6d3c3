package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.fix.Fixer;
import dev.securescore.fix.Fixer.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every patch makes the failing fixtures of its recommendation healthy, whatever their kind. */
class LibraryPatchesTest {

  private static final String NOTHING = "its patch changes nothing here";

  /** What a patch leaves to a person, for it cannot know what should be there instead. */
  private static final Map<String, String> LEFT =
      Map.of(
          "apparmor-unconfined/fail-annotation", NOTHING,
          "host-port/fail-host-network-opens-every-port", "its patch does not make it healthy",
          "run-as-non-root/fail-pod-false-though-every-container-true", NOTHING,
          "run-as-uid-zero/fail-pod-though-container-overrides", NOTHING,
          "seccomp-profile/fail-pod-unconfined-though-every-container-set", NOTHING,
          "seccomp-unconfined/fail-pod", NOTHING,
          "selinux-options/fail-pod-type", NOTHING,
          "user-namespace/fail-host-network", NOTHING,
          "user-namespace/fail-host-pid", NOTHING);

  private final Catalog catalog = Library.catalogWithParameters();
  private final Fixer fixer = new Fixer(catalog, Library.judge(), name -> Optional.empty());

  @Test
  void patchesMakeFailingFixturesHealthyButThoseNamed() {
    Map<String, String> left = new TreeMap<>();
    int fixed = 0;
    for (Recommendation recommendation : catalog.judged()) {
      if (recommendation.spec().remediation().patch() != null) {
        for (Path file : failing(recommendation).toList()) {
          switch (fixer.prescribe(recommendation, Manifests.read(file).getFirst())) {
            case Outcome.Fixed healthy -> fixed++;
            case Outcome.Left(String reason) -> left.put(name(recommendation, file), reason);
          }
        }
      }
    }
    System.out.printf("%d failing fixtures fixed by patches%n", fixed);
    assertThat(left).isEqualTo(new TreeMap<>(LEFT));
  }

  private static Stream<Path> failing(Recommendation recommendation) {
    return Manifests.files(Library.FOLDER.resolve("fixtures").resolve(recommendation.name()))
        .stream()
        .filter(file -> file.getFileName().toString().startsWith("fail-"));
  }

  private static String name(Recommendation recommendation, Path file) {
    return recommendation.name() + "/" + file.getFileName().toString().replace(".yaml", "");
  }
}
