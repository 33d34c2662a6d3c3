package dev.securescore.catalog;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The schema of one of our kinds, as its CustomResourceDefinition on the class path has it. */
final class ResourceSchema {

  static final String GROUP = "securescore.dev";
  static final String API_VERSION = GROUP + "/v1alpha1";

  private static final JsonMap TEXT = Json.object(Map.of("type", "string"));
  private static final JsonMap ANYTHING =
      Json.object(Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true));
  private static final JsonMap METADATA =
      Json.object(
          Map.of(
              "type",
              "object",
              "required",
              List.of("name"),
              "properties",
              Map.of(
                  "name",
                  Map.of(
                      "type",
                      "string",
                      "maxLength",
                      253,
                      "pattern",
                      "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")),
              "x-kubernetes-preserve-unknown-fields",
              true));

  private final JsonMap root;
  private final SchemaRules rules = new SchemaRules();

  private ResourceSchema(JsonMap root) {
    this.root = root;
  }

  /** The schema of the kind with this plural name. */
  static ResourceSchema of(String plural) {
    JsonMap definition = read("/crds/" + plural + "." + GROUP + ".yaml");
    JsonMap schema =
        definition
            .object("spec")
            .list("versions")
            .objects()
            .findFirst()
            .orElse(JsonMap.EMPTY)
            .object("schema")
            .object("openAPIV3Schema");
    Map<String, Object> properties = new TreeMap<>(schema.object("properties"));
    properties.put("apiVersion", TEXT);
    properties.put("kind", TEXT);
    properties.put("metadata", METADATA);
    properties.put("status", ANYTHING);
    return new ResourceSchema(schema.with("properties", properties));
  }

  private static JsonMap read(String resource) {
    try (InputStream stream = ResourceSchema.class.getResourceAsStream(resource)) {
      return BuiltInDocuments.read(Objects.requireNonNull(stream, resource)).getFirst();
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
  }

  /** What the API server would refuse about an object, in the order of the document. */
  List<SchemaProblem> check(JsonMap object) {
    List<SchemaProblem> problems = new SchemaCheck().check(root, object);
    return problems.isEmpty() ? rules.check(root, object) : problems;
  }
}
