package dev.securescore.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * A field of a CRD's schema.
 *
 * @param path the field as {@code kubectl explain} takes it, for example {@code spec.severity}
 * @param schema what the CRD says about the field
 */
record SchemaField(String path, JsonNode schema) {

  /** Every field of a CRD, at any depth, those of list elements included. */
  static Stream<SchemaField> of(JsonNode definition) {
    return below("", definition.at("/spec/versions/0/schema/openAPIV3Schema"));
  }

  /** The schemas that bound the field's values: its own, and its elements' or entries'. */
  Stream<JsonNode> values() {
    return Stream.of(schema, schema.path("items"), schema.path("additionalProperties"))
        .filter(JsonNode::isObject);
  }

  private static Stream<SchemaField> below(String prefix, JsonNode schema) {
    return schema.path("properties").properties().stream()
        .flatMap(property -> {
          SchemaField field = new SchemaField(prefix + property.getKey(), property.getValue());
          JsonNode object = field.schema.has("items") ? field.schema.get("items") : field.schema;
          return Stream.concat(Stream.of(field), below(field.path + ".", object));
        });
  }
}
