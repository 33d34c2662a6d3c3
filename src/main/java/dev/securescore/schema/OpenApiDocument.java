package dev.securescore.schema;

import dev.securescore.inventory.KindName;
import dev.securescore.json.JsonMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the OpenAPI 3 document that an API server publishes for a group and version.
 *
 * <p>What a schema leaves open is of any type: unknown fields that are preserved, values that are
 * numbers or texts, numbers that may be whole or not. Times are texts, as expressions see them.
 */
public final class OpenApiDocument {

  private static final String REFERENCE = "#/components/schemas/";
  private static final String PRESERVED = "x-kubernetes-preserve-unknown-fields";

  private final JsonMap schemas;
  private final Map<String, Map<String, String>> structs = new HashMap<>();

  /** References that are followed now, so that one that leads to itself ends. */
  private final Set<String> underWay = new HashSet<>();

  private OpenApiDocument(JsonMap document) {
    this.schemas = document.object("components").object("schemas");
  }

  /** The kinds of a group that have metadata, with everything that they hold. */
  public static TypeTable kinds(JsonMap document, String group) {
    return new OpenApiDocument(document).table(group);
  }

  private TypeTable table(String group) {
    Map<KindName, String> kinds = new TreeMap<>();
    schemas.keySet().stream()
        .filter(name -> holdsAnObject(schemas.object(name)))
        .forEach(name ->
            kindsOf(schemas.object(name)).stream()
                .filter(kind -> kind.group().equals(group))
                .forEach(kind -> kinds.put(kind, referred(name))));
    return new TypeTable(kinds, structs);
  }

  private static Set<KindName> kindsOf(JsonMap schema) {
    return schema
        .list("x-kubernetes-group-version-kind")
        .objects()
        .map(kind -> new KindName(kind.string("group"), kind.string("kind")))
        .collect(Collectors.toSet());
  }

  private static boolean holdsAnObject(JsonMap schema) {
    return reference(schema.object("properties").object("metadata")).endsWith(".ObjectMeta");
  }

  /** The name behind a reference, which defaults stand beside by way of {@code allOf}. */
  private static String reference(JsonMap schema) {
    String direct = schema.string("$ref");
    if (direct.startsWith(REFERENCE)) {
      return direct.substring(REFERENCE.length());
    }
    return schema.list("allOf").objects().findFirst().map(OpenApiDocument::reference).orElse("");
  }

  private String type(JsonMap schema, String name) {
    String reference = reference(schema);
    if (!reference.isEmpty()) {
      return referred(reference);
    }
    if (schema.isTrue("x-kubernetes-int-or-string")) {
      return TypeTable.ANY;
    }
    return switch (schema.string("type")) {
      case "string" -> "string";
      case "integer" -> "int";
      case "boolean" -> "bool";
      case "array" -> "[" + type(schema.object("items"), name) + "]";
      case "object" -> object(schema, name);
      default -> TypeTable.ANY;
    };
  }

  private String referred(String reference) {
    String name = shortened(reference);
    if (structs.containsKey(name)) {
      return name;
    }
    if (!underWay.add(reference)) {
      return TypeTable.ANY;
    }
    String type = type(schemas.object(reference), name);
    underWay.remove(reference);
    return type;
  }

  private static String shortened(String name) {
    return name.replaceFirst("^io\\.k8s\\.(api|apimachinery\\.pkg\\.apis)\\.", "");
  }

  private String object(JsonMap schema, String name) {
    JsonMap properties = schema.object("properties");
    if (properties.isEmpty()) {
      return schema.get("additionalProperties") instanceof JsonMap values
          ? "{" + type(values, name) + "}"
          : TypeTable.ANY;
    }
    Map<String, String> fields = new TreeMap<>();
    structs.put(name, fields);
    properties.forEach(
        (field, value) -> fields.put(field, type(properties.object(field), name + "." + field)));
    if (schema.isTrue(PRESERVED)
        || schema.isTrue("x-kubernetes-embedded-resource")
        || schema.containsKey("additionalProperties")) {
      fields.put(TypeTable.EVERY_OTHER, TypeTable.ANY);
    }
    return name;
  }
}
