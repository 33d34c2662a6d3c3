package dev.securescore.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Manifests, as a chart or a kustomization renders them. */
record Rendered(List<JsonNode> objects) {

  private static final YAMLMapper YAML = new YAMLMapper();

  static Rendered of(String stream) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(stream)) {
      return new Rendered(
          documents.readAll().stream().filter(document -> document.isObject()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> ofKind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  List<String> names(String kind) {
    return ofKind(kind).map(object -> object.at("/metadata/name").asText()).toList();
  }

  Optional<JsonNode> find(String kind, String name) {
    return ofKind(kind)
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst();
  }

  JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + kinds()));
  }

  JsonNode deployment() {
    return ofKind("Deployment").findFirst().orElseThrow();
  }

  JsonNode podSpec() {
    return deployment().at("/spec/template/spec");
  }

  JsonNode container() {
    return podSpec().at("/containers/0");
  }

  static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<String> texts(JsonNode node, String field) {
    return elements(node.path(field)).map(JsonNode::asText).toList();
  }

  List<String> kinds() {
    return objects.stream().map(object -> object.path("kind").asText()).distinct().toList();
  }
}
