package dev.securescore.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that we ship, and their unit tests. */
final class RuleFiles {

  private static final Pattern THRESHOLD =
      Pattern.compile("(\\d+(?:\\.\\d+)?) # threshold in (\\w+)\\n");

  private RuleFiles() {}

  /** The number that an alert compares with, where the chart can set another. */
  record Threshold(String number, String unit) {

    /** The one that is marked so in an alert's expression. */
    static Optional<Threshold> of(JsonNode alert) {
      Matcher marks = THRESHOLD.matcher(alert.path("expr").asText());
      return marks.find()
          ? Optional.of(new Threshold(marks.group(1), marks.group(2)))
          : Optional.empty();
    }
  }

  static List<Path> shipped() {
    return yaml(Project.root().resolve("config/prometheus/rules"));
  }

  static List<Path> unitTests() {
    return yaml(Project.root().resolve("src/test/resources/prometheus"));
  }

  static List<JsonNode> rules() {
    return shipped().stream()
        .map(RuleFiles::read)
        .flatMap(file -> file.path("groups").valueStream())
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }

  static List<JsonNode> alerts() {
    return rules().stream().filter(rule -> rule.has("alert")).toList();
  }

  static JsonNode read(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> yaml(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
