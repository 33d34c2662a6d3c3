package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library agrees with Kubernetes' own evaluator on every pod template of the corpus. */
class PodSecurityScanTest {

  private static final Path CORPUS = Path.of(System.getProperty("secure-score.corpus"));
  private static final String[] FOLDERS = {
    "kube-prometheus", "kubernetes-goat", "microservices-demo", "pod-security"
  };

  /** What names a row of the truth. */
  private record Key(String file, String kind, String namespace, String name)
      implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "restricted"})
  void everyRowAndEveryCheckAgree(String level) throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    Map<Key, Set<String>> expected = truth(level);
    JsonNode scan = scan(level);

    Map<String, Set<String>> checks = checksByRecommendation(scan, level);
    Map<Key, Set<String>> actual = new TreeMap<>();
    for (JsonNode resource : scan.path("resources")) {
      Key key = key(resource, resource);
      if (expected.containsKey(key)) {
        actual.put(key, new TreeSet<>());
      }
    }
    for (JsonNode finding : scan.path("findings")) {
      assertThat(finding.path("verdict").asText()).isEqualTo("Unhealthy");
      Key key = key(finding, finding.path("resource"));
      Objects.requireNonNull(actual.get(key), key::toString)
          .addAll(checks.getOrDefault(finding.path("recommendation").asText(), Set.of()));
    }

    assertThat(differences(expected, actual)).isEmpty();
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static JsonNode scan(String level) {
    String[] options = {"scan", "-o", "json", "--standard", "PSS/" + level};
    Stream<String> paths = Stream.of(FOLDERS).map(folder -> CORPUS.resolve(folder).toString());
    CommandRun.Outcome outcome =
        new CommandRun().of(Stream.concat(Stream.of(options), paths).toArray(String[]::new));
    return outcome.json();
  }

  private static Map<Key, Set<String>> truth(String level) throws IOException {
    Map<Key, Set<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(CORPUS.resolve("pod-security-truth.jsonl"))) {
      JsonNode row = new ObjectMapper().readTree(line);
      Set<String> failing = new TreeSet<>();
      row.path(level).forEach(check -> failing.add(check.asText()));
      Key key =
          new Key(
              row.path("file").asText(),
              row.path("kind").asText(),
              row.path("namespace").asText(),
              row.path("name").asText());
      assertThat(rows.put(key, failing)).describedAs("%s", key).isNull();
    }
    return rows;
  }

  private static Map<String, Set<String>> checksByRecommendation(JsonNode scan, String level) {
    Map<String, Set<String>> checks = new HashMap<>();
    for (JsonNode recommendation : scan.path("recommendations")) {
      Set<String> ids = new TreeSet<>();
      for (JsonNode reference : recommendation.path("references")) {
        String id = reference.path("id").asText();
        if (reference.path("standard").asText().equals("PSS")) {
          assertThat(id)
              .matches(level.equals("baseline") ? "baseline/.+" : "(baseline|restricted)/.+");
          ids.add(id.substring(id.indexOf('/') + 1));
        }
      }
      checks.put(recommendation.path("name").asText(), ids);
    }
    return checks;
  }

  private static Map<Key, String> differences(
      Map<Key, Set<String>> expected, Map<Key, Set<String>> actual) {
    Map<Key, String> differences = new TreeMap<>();
    expected.forEach((key, checks) -> {
      if (!checks.equals(actual.get(key))) {
        differences.put(key, "expected " + checks + ", but was " + actual.get(key));
      }
    });
    return differences;
  }

  private static Key key(JsonNode place, JsonNode resource) {
    String file = CORPUS.relativize(Path.of(place.path("file").asText())).toString();
    return new Key(
        file.replace('\\', '/'),
        resource.path("kind").asText(),
        resource.path("namespace").asText(),
        resource.path("name").asText());
  }
}
