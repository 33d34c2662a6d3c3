package dev.securescore.library;

import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the recommendations of each release judge, as they were when they came: a file for each
 * release, a line with name and digest for each recommendation.
 *
 * @param byRelease the digests by name
 * @param next the release that is being made; what came with it may still change
 */
record ReleaseLists(Map<Release, Map<String, String>> byRelease, Release next) {

  private static final String HEAD =
      """
      # What each recommendation that came with release %s judges: the SHA-256 of its judging parts.
      # A cluster that follows this release counts on it, so a line never changes once the release is out.
      # ReleasedRecommendationsTest holds the library to it; docs/writing-recommendations.md 9 says how to change one.
      """;

  static ReleaseLists read(Path folder, Release next) throws IOException {
    Map<Release, Map<String, String>> lists = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Release release =
            Release.of(file.getFileName().toString().replaceFirst("\\.txt$", ""))
                .orElseThrow(() -> new AssertionError(file + " is not named like 0.1.0.txt"));
        Map<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
          if (!line.startsWith("#")) {
            String[] words = line.split(" +", -1);
            lines.put(words[0], words[1]);
          }
        }
        lists.put(release, lines);
      }
    }
    return new ReleaseLists(lists, next);
  }

  /** A sentence for each recommendation that is not what its release said. */
  List<String> broken(Collection<SecurityRecommendation> library) {
    Map<String, SecurityRecommendation> byName =
        library.stream()
            .collect(Collectors.toMap(each -> each.getMetadata().getName(), Function.identity()));
    List<String> broken = new ArrayList<>();
    byRelease.forEach((release, lines) ->
        lines.forEach((name, digest) -> {
          SecurityRecommendation now = byName.get(name);
          if (now == null) {
            broken.add(
                "%s came with release %s and is gone, which moves scores: keep it, with stage Deprecated; %s"
                    .formatted(name, release, wayOut(release)));
          } else if (!since(now).equals(Optional.of(release))) {
            broken.add(
                "%s came with release %s: its label %s must stay \"%2$s\", or clusters that follow that release stop counting it; %s"
                    .formatted(name, release, Release.SINCE, wayOut(release)));
          } else if (!Judging.digest(now).equals(digest)) {
            broken.add(
                "%s judges otherwise than it did in release %s, so an upgrade would move scores by itself: undo the change of its %s, or give the changed one a new name with the label %s: \"%s\" and this one the stage Deprecated; %s"
                    .formatted(name, release, Judging.PARTS, Release.SINCE, next, wayOut(release)));
          }
        }));
    return broken;
  }

  private String wayOut(Release release) {
    return release.compareTo(next) < 0
        ? "see docs/writing-recommendations.md 9"
        : "as release %s is not out yet, you may also delete its line in config/releases/%1$s.txt and write it anew"
            .formatted(release);
  }

  /** What is in no list yet; a name that is in one is never among it. */
  List<SecurityRecommendation> missing(Collection<SecurityRecommendation> library) {
    return library.stream()
        .filter(each ->
            byRelease.values().stream()
                .noneMatch(lines -> lines.containsKey(each.getMetadata().getName())))
        .toList();
  }

  /** The same with further recommendations, each in the list of its release. */
  ReleaseLists with(Collection<SecurityRecommendation> added) {
    Map<Release, Map<String, String>> lists = new TreeMap<>();
    byRelease.forEach((release, lines) -> lists.put(release, new TreeMap<>(lines)));
    for (SecurityRecommendation each : missing(added)) {
      lists
          .computeIfAbsent(since(each).orElseThrow(), any -> new TreeMap<>())
          .put(each.getMetadata().getName(), Judging.digest(each));
    }
    return new ReleaseLists(lists, next);
  }

  void write(Path folder) throws IOException {
    for (Map.Entry<Release, Map<String, String>> list : byRelease.entrySet()) {
      String lines =
          list.getValue().entrySet().stream()
              .map(line -> line.getKey() + " " + line.getValue() + "\n")
              .collect(Collectors.joining());
      Files.writeString(
          folder.resolve(list.getKey() + ".txt"), HEAD.formatted(list.getKey()) + lines);
    }
  }

  /** The release that a recommendation says it came with. */
  static Optional<Release> since(SecurityRecommendation recommendation) {
    Map<String, String> labels = recommendation.getMetadata().getLabels();
    return Release.of(labels == null ? null : labels.get(Release.SINCE));
  }
}
