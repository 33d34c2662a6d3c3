package dev.securescore.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rules that we ship, and their unit tests. */
final class RuleFiles {

  private RuleFiles() {}

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
