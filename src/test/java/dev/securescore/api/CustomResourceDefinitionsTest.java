package dev.securescore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CustomResourceDefinitionsTest {

  /** Beyond this a client-side {@code kubectl apply} cannot keep its annotation. */
  private static final int LARGEST_MANIFEST = 256 * 1024;

  private static final Map<String, JsonNode> DEFINITIONS = CustomResourceDefinitions.byFile();

  @Test
  void checkedInFilesAreWhatTheTypesSay() throws IOException {
    boolean update = Boolean.getBoolean("secure-score.update");
    for (Map.Entry<String, JsonNode> definition : DEFINITIONS.entrySet()) {
      Path file = CustomResourceDefinitions.folder().resolve(definition.getKey());
      String expected = CustomResourceDefinitions.yaml(definition.getValue());
      if (update) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, expected);
      }
      assertThat(file).as("missing: run hack/generate-crds.sh").exists();
      assertThat(Files.readString(file))
          .as("%s is not what the types say: run hack/generate-crds.sh", file)
          .isEqualTo(expected);
    }
    try (Stream<Path> files = Files.list(CustomResourceDefinitions.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("files of the folder, and the kustomization that lists them")
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(DEFINITIONS.keySet().stream(), Stream.of("Kustomization")).toList());
    }
  }

  static Stream<Arguments> definitions() {
    return DEFINITIONS.entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void manifestStaysSmallEnoughForClientSideApply(String name, JsonNode definition) {
    assertThat(CustomResourceDefinitions.yaml(definition).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(LARGEST_MANIFEST);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void kindsShareOurCategoryAndStayOutOfAll(String name, JsonNode definition) {
    assertThat(definition.at("/spec/names/categories"))
        .extracting(JsonNode::asText)
        .containsExactly("securescore");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void everyFieldIsDescribed(String name, JsonNode definition) {
    assertNone(definition, field -> field.schema().path("description").asText().isBlank());
    assertThat(definition.at("/spec/versions/0/schema/openAPIV3Schema/description").asText())
        .isNotBlank();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void everyFieldIsBounded(String name, JsonNode definition) {
    assertNone(
        definition, field -> !field.values().allMatch(CustomResourceDefinitionsTest::isBounded));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void everyListSaysHowWritersShareIt(String name, JsonNode definition) {
    assertNone(
        definition,
        field ->
            field.schema().path("type").asText().equals("array")
                && !field.schema().has("x-kubernetes-list-type"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void everyListOfObjectsHasARequiredField(String name, JsonNode definition) {
    assertNone(
        definition,
        field ->
            field.schema().at("/items/type").asText().equals("object")
                && !field.schema().at("/items/required").isArray());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void requiredFieldsHaveNoDefault(String name, JsonNode definition) {
    assertNone(
        definition,
        field ->
            Stream.of(field.schema(), field.schema().path("items"))
                .anyMatch(object ->
                    object
                        .path("required")
                        .valueStream()
                        .anyMatch(required ->
                            object.at("/properties/" + required.asText()).has("default"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void noFieldIsFloatingPointBooleanNullableOrPhase(String name, JsonNode definition) {
    assertNone(
        definition,
        field ->
            field.path().endsWith("phase")
                || field
                    .values()
                    .anyMatch(value ->
                        value.has("nullable")
                            || List.of("number", "boolean").contains(value.path("type").asText())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void noEnumValueIsReadAsBooleanByYaml(String name, JsonNode definition) {
    assertNone(
        definition,
        field ->
            field
                .values()
                .flatMap(value -> value.path("enum").valueStream())
                .anyMatch(value -> value.asText().matches("(?i)on|off|yes|no|y|n")));
  }

  private static boolean isBounded(JsonNode value) {
    return switch (value.path("type").asText()) {
      case "string" -> value.has("enum") || value.has("maxLength");
      case "array" -> value.has("maxItems");
      case "integer" -> value.has("minimum") && value.has("maximum");
      case "object" -> value.has("properties") || value.has("maxProperties");
      default -> false;
    };
  }

  private static void assertNone(JsonNode definition, Predicate<SchemaField> wrong) {
    assertThat(SchemaField.of(definition)).isNotEmpty();
    assertThat(SchemaField.of(definition).filter(wrong).map(SchemaField::path)).isEmpty();
  }
}
