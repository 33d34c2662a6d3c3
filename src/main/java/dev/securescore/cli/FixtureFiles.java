package dev.securescore.cli;

import dev.securescore.evaluation.Verdict;
import dev.securescore.manifest.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the manifests that belong to a recommendation: {@code fixtures/NAME/} beside its file. */
final class FixtureFiles {

  /** Gives parameters to the recommendation of its folder. */
  private static final String POLICY = "policy.yaml";

  private static final Map<String, Verdict> EXPECTED =
      Map.of(
          "pass", Verdict.HEALTHY,
          "fail", Verdict.UNHEALTHY,
          "skip", Verdict.NOT_APPLICABLE,
          "unknown", Verdict.NOT_EVALUATED);

  private static final Set<String> EXTENSIONS = Set.of("yaml", "yml", "json");

  private FixtureFiles() {}

  /** The manifests in the order of their names; none where there is no such folder. */
  static List<Path> of(Source recommendation, String name) {
    Path folder = folder(recommendation, name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> EXTENSIONS.contains(extension(file)))
          .filter(file -> !fileName(file).equals(POLICY))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new Failure("the folder " + folder + " cannot be listed", unreadable);
    }
  }

  /** The policy beside the manifests, where there is one. */
  static Optional<Path> policy(Source recommendation, String name) {
    return Optional.of(folder(recommendation, name).resolve(POLICY)).filter(Files::isRegularFile);
  }

  /** What the name of a manifest says of its verdict; empty where it says nothing. */
  static Optional<Verdict> expected(Path fixture) {
    return Optional.ofNullable(EXPECTED.get(fileName(fixture).split("-", 2)[0]));
  }

  /** How many of the manifests expect what a prefix says. */
  static long count(Source recommendation, String name, String prefix) {
    return of(recommendation, name).stream()
        .filter(file -> fileName(file).startsWith(prefix + "-"))
        .count();
  }

  private static Path folder(Source recommendation, String name) {
    @Nullable Path parent = Path.of(recommendation.file()).getParent();
    return (parent == null ? Path.of("") : parent).resolve("fixtures").resolve(name);
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String extension(Path file) {
    String name = fileName(file);
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
