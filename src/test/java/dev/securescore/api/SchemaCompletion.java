package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What fabric8's generator has no annotation for, or says differently than we want it. */
final class SchemaCompletion {

  /** Lists that two writers share; all others belong to one writer and are replaced as a whole. */
  private static final Map<String, List<String>> LIST_MAPS =
      Map.of(
          ".status.conditions", List.of("type"),
          ".spec.recommendations", List.of("name"));

  /** Fields of a report that make sense in cluster reports only. */
  private static final List<String> CLUSTER_ONLY =
      List.of("/namespaces", "/excludedNamespaces", "/worst/items/properties/namespace");

  /** Fields of an exemption that make sense outside of a namespace only. */
  private static final List<String> CLUSTER_EXEMPTIONS_ONLY =
      List.of("/namespaces", "/namespaceSelector");

  private final Class<? extends CustomResource<?, ?>> kind;
  private final ObjectNode version;

  SchemaCompletion(Class<? extends CustomResource<?, ?>> kind, ObjectNode definition) {
    this.kind = kind;
    this.version = (ObjectNode) definition.at("/spec/versions/0");
  }

  void apply() {
    ObjectNode root = (ObjectNode) version.at("/schema/openAPIV3Schema");
    ObjectNode properties = (ObjectNode) root.get("properties");
    describe(root, kind);
    Type[] specAndStatus =
        ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    describe((ObjectNode) properties.get("spec"), (Class<?>) specAndStatus[0]);
    ObjectNode status = (ObjectNode) properties.get("status");
    describe(status, (Class<?>) specAndStatus[1]);
    // We alone write it, and always whole; field by field, its managed fields cost as much as it.
    status.put("x-kubernetes-map-type", "atomic");
    if (properties.at("/spec/required").isArray() || kind == SecureScorePolicy.class) {
      root.putArray("required").add("spec");
    }
    if (kind == ScoreReport.class) {
      CLUSTER_ONLY.forEach(path -> remove(properties.at("/status/properties"), path));
    }
    if (kind == SecurityExemption.class) {
      CLUSTER_EXEMPTIONS_ONLY.forEach(path -> remove(properties.at("/spec/properties"), path));
    }
    ((ObjectNode) properties.at("/status/properties/conditions/items"))
        .setAll(ConditionSchema.node());
    complete(root, "");
    orderColumns();
  }

  private static void describe(ObjectNode schema, Class<?> type) {
    schema.put("description", type.getAnnotation(JsonClassDescription.class).value());
  }

  private static void remove(JsonNode properties, String path) {
    int last = path.lastIndexOf('/');
    ((ObjectNode) properties.at(path.substring(0, last))).remove(path.substring(last + 1));
  }

  private static void complete(ObjectNode schema, String path) {
    switch (schema.path("type").asText()) {
      case "array" -> {
        List<String> keys = LIST_MAPS.get(path);
        schema.put("x-kubernetes-list-type", keys == null ? "atomic" : "map");
        if (keys != null) {
          keys.forEach(schema.putArray("x-kubernetes-list-map-keys")::add);
        }
        complete((ObjectNode) schema.get("items"), path);
      }
      case "integer" -> {
        // The generator writes bounds as floating point numbers.
        schema.put("minimum", schema.get("minimum").asLong());
        schema.put("maximum", schema.get("maximum").asLong());
        schema.put(
            "format", schema.get("maximum").asLong() > Integer.MAX_VALUE ? "int64" : "int32");
      }
      default -> {
        if (path.endsWith("Time") || path.endsWith(".time")) {
          schema.put("format", "date-time");
        }
      }
    }
    withoutRepetition(schema);
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> complete((ObjectNode) property.getValue(), path + "." + property.getKey()));
  }

  /** A rule on a record component is found twice: on the field and on its accessor. */
  private static void withoutRepetition(ObjectNode schema) {
    if (schema.get("x-kubernetes-validations") instanceof ArrayNode rules) {
      Set<JsonNode> distinct = new LinkedHashSet<>();
      rules.forEach(distinct::add);
      rules.removeAll().addAll(distinct);
    }
  }

  /** The generator sorts columns by their path; people want them as they are declared. */
  private void orderColumns() {
    ArrayNode columns = (ArrayNode) version.get("additionalPrinterColumns");
    ArrayNode ordered = columns.arrayNode();
    for (AdditionalPrinterColumn declared :
        kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
      for (Iterator<JsonNode> candidates = columns.iterator(); candidates.hasNext(); ) {
        ObjectNode column = (ObjectNode) candidates.next();
        if (column.path("name").asText().equals(declared.name())) {
          if (column.path("priority").asInt() == 0) {
            column.remove("priority");
          }
          ordered.add(column);
        }
      }
    }
    version.set("additionalPrinterColumns", ordered);
  }
}
