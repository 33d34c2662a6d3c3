package dev.securescore.library;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Manifests as the API server would store them, as far as the library looks at its defaults. */
final class Manifests {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Manifests() {}

  /** The files below a folder whose name ends in {@code .yaml}, in order. */
  static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every document of a file. */
  static List<JsonMap> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file.toString(), unreadable);
    }
  }

  /** Every document of a text. */
  static List<JsonMap> parse(String text) throws IOException {
    try (MappingIterator<Map<String, Object>> documents = YAML.readerFor(OBJECT).readValues(text)) {
      return documents.readAll().stream()
          .filter(Objects::nonNull)
          .map(Json::object)
          .map(Manifests::stored)
          .toList();
    }
  }

  /** The pod spec of every kind lies under some of these keys, in this order. */
  private static JsonMap stored(JsonMap parent) {
    if (parent.containsKey("containers")) {
      return storedPodSpec(parent);
    }
    JsonMap result = parent;
    for (String key : List.of("spec", "jobTemplate", "template")) {
      if (parent.get(key) instanceof JsonMap child) {
        result = result.with(key, stored(child));
      }
    }
    return result;
  }

  private static JsonMap storedPodSpec(JsonMap podSpec) {
    JsonMap result = podSpec;
    if (podSpec.containsKey("volumes")) {
      result = result.with("volumes", each(podSpec, "volumes", Manifests::storedVolume));
    }
    if (podSpec.isTrue("hostNetwork")) {
      for (String list : List.of("initContainers", "containers")) {
        result = result.with(list, each(podSpec, list, Manifests::onHostNetwork));
      }
    }
    return result;
  }

  private static JsonMap storedVolume(JsonMap volume) {
    return volume.size() == 1 ? volume.with("emptyDir", Map.of()) : volume;
  }

  private static JsonMap onHostNetwork(JsonMap container) {
    return container.with(
        "ports",
        each(
            container,
            "ports",
            port ->
                port.number("hostPort", 0) == 0
                    ? port.with("hostPort", port.number("containerPort", 0))
                    : port));
  }

  private static List<JsonMap> each(JsonMap parent, String list, UnaryOperator<JsonMap> change) {
    return parent.list(list).objects().map(change).toList();
  }
}
