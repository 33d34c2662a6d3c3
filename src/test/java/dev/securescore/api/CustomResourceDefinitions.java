package dev.securescore.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.securescore.Project;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our CRDs, generated from the types. */
final class CustomResourceDefinitions {

  static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(
          SecurityRecommendation.class,
          ScoreReport.class,
          ClusterScoreReport.class,
          SecureScorePolicy.class,
          SecurityExemption.class,
          ClusterSecurityExemption.class);

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private CustomResourceDefinitions() {}

  /** The folder where the CRDs are checked in. */
  static Path folder() {
    return Project.root().resolve("crds");
  }

  /** Each CRD by the name of its file. */
  static Map<String, JsonNode> byFile() {
    Map<String, JsonNode> result = new TreeMap<>();
    for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
      ObjectNode definition = generate(kind);
      new SchemaCompletion(kind, definition).apply();
      result.put(definition.at("/metadata/name").asText() + ".yaml", definition);
    }
    return result;
  }

  static String yaml(JsonNode definition) {
    try {
      return "# Generated from src/main/java/dev/securescore/api by hack/generate-crds.sh.\n"
          + YAML.writeValueAsString(YAML.convertValue(definition, Map.class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode generate(Class<? extends CustomResource<?, ?>> kind) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new CRDGenerator()
        .customResourceClasses(List.of(kind))
        .forCRDVersions("v1")
        .withOutput(new InMemory(bytes))
        .generate();
    try {
      return (ObjectNode) YAML.readTree(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record InMemory(ByteArrayOutputStream bytes)
      implements CRDGenerator.CRDOutput<OutputStream> {

    @Override
    public OutputStream outputFor(String crdName) {
      return bytes;
    }

    @Override
    public void close() {}
  }
}
