package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is made of the comments in values.yaml and of the CRDs: {@code mvn test
 * -Dtest=ChartPagesTest -Dsecure-score.update=true} writes it.
 */
class ChartPagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCHEMA = Helm.CHART.resolve("values.schema.json");
  private static final Path README = Helm.CHART.resolve("README.md");
  private static final String BEGIN = "<!-- values: made of values.yaml -->\n";
  private static final String END = "<!-- end of values -->\n";

  @Test
  void schemaDescribesEveryValueAndNothingElse() throws IOException {
    CommentedValues values = CommentedValues.read(Helm.CHART.resolve("values.yaml"));
    ObjectNode schema = (ObjectNode) JSON.readTree(SCHEMA.toFile());

    assertThat(undescribed(schema, values.defaults(), "", values)).isEmpty();
    values
        .descriptions()
        .forEach((path, text) -> {
          JsonNode node = CommentedValues.schemaOf(schema, path);
          assertThat(node.isObject()).as(path + " is in the schema").isTrue();
          ((ObjectNode) node).put("description", text);
        });
    ((ObjectNode) schema.at("/properties/library/properties/recommendations"))
        .set("properties", recommendations());
    ((ObjectNode) schema.at("/properties/metrics/properties/prometheusRule/properties/alerts"))
        .set("properties", alerts());
    ObjectNode policy = (ObjectNode) schema.at("/properties/policy");
    policy.setAll(policy(values.descriptions().get("policy")));

    require(schema, values.defaults(), "", values);

    verify(SCHEMA, JSON.writer(printer()).writeValueAsString(schema) + "\n");
  }

  @Test
  void readmeListsEveryValueWithItsDefault() throws IOException {
    CommentedValues values = CommentedValues.read(Helm.CHART.resolve("values.yaml"));
    StringBuilder table = new StringBuilder("| value | default | |\n| --- | --- | --- |\n");
    for (Map.Entry<String, String> each : values.descriptions().entrySet()) {
      table
          .append("| `")
          .append(each.getKey())
          .append("` | `")
          .append(JSON.writeValueAsString(values.defaultOf(each.getKey())).replace("|", "\\|"))
          .append("` | ")
          .append(each.getValue().replace("|", "\\|"))
          .append(" |\n");
    }
    String page = Files.readString(README);

    verify(
        README,
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + "\n"
            + table
            + "\n"
            + page.substring(page.indexOf(END)));
  }

  @Test
  void definitionsOfTheFirstInstallAreThoseOfTheProject(@TempDir Path made) throws IOException {
    run("hack/generate-chart.sh", made.toString());

    try (Stream<Path> files = Files.list(made)) {
      assertThat(files)
          .hasSize(6)
          .allSatisfy(file ->
              assertThat(Helm.CHART.resolve("crds").resolve(file.getFileName()))
                  .as("run hack/generate-chart.sh")
                  .hasSameTextualContentAs(file));
    }
  }

  @Test
  void chartIsOfTheProjectsVersion() throws IOException {
    JsonNode chart = new YAMLMapper().readTree(Helm.CHART.resolve("Chart.yaml").toFile());

    assertThat(Files.readString(Project.root().resolve("pom.xml")))
        .contains("<version>" + chart.path("appVersion").asText() + "</version>");
    assertThat(chart.path("appVersion").asText()).startsWith(chart.path("version").asText());
    assertThat(new YAMLMapper().readTree(chart.at("/annotations/artifacthub.io~1crds").asText()))
        .map(crd -> crd.path("name").asText() + ".yaml")
        .containsExactlyInAnyOrderElementsOf(names(Helm.CHART.resolve("crds")));
  }

  /** Values that neither they nor what they are part of has a description. */
  private static List<String> undescribed(
      JsonNode schema, JsonNode values, String prefix, CommentedValues known) {
    return values.properties().stream()
        .flatMap(each -> {
          String path = prefix + each.getKey();
          assertThat(schema.path("properties").has(each.getKey())).as(path).isTrue();
          if (known.descriptions().containsKey(path)) {
            return Stream.of();
          }
          return each.getValue().isObject()
              ? undescribed(
                  schema.path("properties").path(each.getKey()), each.getValue(), path + ".", known)
                  .stream()
              : Stream.of(path);
        })
        .toList();
  }

  /**
   * Has a {@code null} be refused by name, except where it clears a map or a list that may be
   * empty.
   */
  private static void require(
      ObjectNode schema, JsonNode values, String prefix, CommentedValues known) {
    ArrayNode required = schema.putArray("required");
    for (Map.Entry<String, JsonNode> each : values.properties()) {
      String path = prefix + each.getKey();
      ObjectNode its = (ObjectNode) schema.path("properties").path(each.getKey());
      boolean group = !known.descriptions().containsKey(path);
      if (group) {
        require(its, each.getValue(), path + ".", known);
      }
      if (group || each.getValue().isValueNode() || its.has("minItems")) {
        required.add(each.getKey());
      }
    }
  }

  private static ObjectNode recommendations() throws IOException {
    ObjectNode properties = JSON.createObjectNode();
    names(Helm.CHART.resolve("files/recommendations")).stream()
        .sorted()
        .forEach(name ->
            properties
                .putObject(name.replace(".yaml", ""))
                .put("$ref", "#/definitions/recommendation"));
    return properties;
  }

  private static ObjectNode alerts() throws IOException {
    ObjectNode properties = JSON.createObjectNode();
    JsonNode file =
        new YAMLMapper().readTree(Helm.CHART.resolve("files/rules/alerts.yaml").toFile());
    for (JsonNode group : file.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        String kind =
            rule.path("expr").asText().contains("# threshold") ? "alertWithThreshold" : "alert";
        properties.putObject(rule.path("alert").asText()).put("$ref", "#/definitions/" + kind);
      }
    }
    return properties;
  }

  /**
   * The schema of the policy's spec out of its CRD, which Helm so checks before the server does.
   */
  private static ObjectNode policy(String description) throws IOException {
    JsonNode crd =
        new YAMLMapper()
            .readTree(
                Project.root().resolve("crds/securescorepolicies.securescore.dev.yaml").toFile());
    ObjectNode spec =
        (ObjectNode)
            closed(crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec").deepCopy());
    spec.put("description", description);
    return spec;
  }

  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> extensions =
          object.properties().stream()
              .map(Map.Entry::getKey)
              .filter(key -> key.startsWith("x-kubernetes") || key.equals("format"))
              .toList();
      object.remove(extensions);
      if (object.path("properties").isObject() && object.path("type").asText().equals("object")) {
        object.put("additionalProperties", false);
      }
    }
    node.forEach(ChartPagesTest::closed);
    return node;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return printer;
  }

  static void run(String... command) {
    Output.of(new ProcessBuilder(command).directory(Project.root().toFile())).orFail();
  }

  static void verify(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("secure-score.update")) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as("write %s: mvn test -Dtest=ChartPagesTest -Dsecure-score.update=true", file)
        .isEqualTo(expected);
  }
}
