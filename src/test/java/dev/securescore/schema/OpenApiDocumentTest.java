package dev.securescore.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.inventory.KindName;
import dev.securescore.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

  private static final String DOCUMENT =
      """
      {"components": {"schemas": {
        "com.example.v1.Gadget": {
          "type": "object",
          "x-kubernetes-group-version-kind":
            [{"group": "example.com", "version": "v1", "kind": "Gadget"}],
          "properties": {
            "metadata": {"allOf": [{"$ref": "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}]},
            "spec": {"type": "object", "properties": %s}
          }
        },
        "com.example.v1.GadgetList": {
          "type": "object",
          "x-kubernetes-group-version-kind":
            [{"group": "example.com", "version": "v1", "kind": "GadgetList"}],
          "properties": {
            "metadata": {"$ref": "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta"}
          }
        },
        "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {
          "type": "object", "properties": {"name": {"type": "string"}}
        },
        "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}},
        "Endless": {"type": "array", "items": {"$ref": "#/components/schemas/Endless"}}
      }}}
      """;

  @Test
  void kindsThatHaveObjectsAreFoundAndListsAreNot() throws JsonProcessingException {
    TypeTable table = table("{\"size\": {\"type\": \"integer\"}}");

    assertThat(table.kinds())
        .isEqualTo(Map.of(new KindName("example.com", "Gadget"), "com.example.v1.Gadget"));
    assertThat(table.structs().get("com.example.v1.Gadget"))
        .isEqualTo(Map.of("metadata", "meta.v1.ObjectMeta", "spec", "com.example.v1.Gadget.spec"));
  }

  @Test
  void whatASchemaLeavesOpenIsOfAnyType() throws JsonProcessingException {
    TypeTable table =
        table(
            """
            {"port": {"x-kubernetes-int-or-string": true, "type": "integer"},
             "ratio": {"type": "number"},
             "either": {"oneOf": [{"type": "string"}, {"type": "number"}]},
             "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
             "time": {"type": "string", "format": "date-time"},
             "marks": {"type": "object", "additionalProperties": {"type": "boolean"}},
             "lists": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
             "lost": {"$ref": "#/components/schemas/Nowhere"},
             "half": {"type": "object", "x-kubernetes-preserve-unknown-fields": true,
                      "properties": {"known": {"type": "string"}}}}
            """);

    assertThat(table.structs().get("com.example.v1.Gadget.spec"))
        .isEqualTo(
            Map.of(
                "port", "any",
                "ratio", "any",
                "either", "any",
                "free", "any",
                "time", "string",
                "marks", "{bool}",
                "lists", "[[string]]",
                "lost", "any",
                "half", "com.example.v1.Gadget.spec.half"));
    assertThat(table.structs().get("com.example.v1.Gadget.spec.half"))
        .isEqualTo(Map.of("known", "string", "*", "any"));
  }

  @Test
  void schemaThatLeadsToItselfEnds() throws JsonProcessingException {
    TypeTable table =
        table(
            """
            {"node": {"$ref": "#/components/schemas/Node"},
             "endless": {"$ref": "#/components/schemas/Endless"}}
            """);

    assertThat(table.structs().get("Node")).isEqualTo(Map.of("next", "Node"));
    assertThat(table.structs().get("com.example.v1.Gadget.spec"))
        .isEqualTo(Map.of("node", "Node", "endless", "[any]"));
  }

  private static TypeTable table(String properties) throws JsonProcessingException {
    Map<?, ?> document = new ObjectMapper().readValue(DOCUMENT.formatted(properties), Map.class);
    return OpenApiDocument.kinds(
        Json.object(Map.of("root", document)).object("root"), "example.com");
  }
}
