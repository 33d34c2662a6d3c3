package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reports that other tools show: bounded, one for each namespace. */
class ScanOpenReportsTest extends ScanOfShop {

  private static final String POD =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: pod-%d, namespace: many}
      spec: {containers: [{name: main, image: "nginx:1", securityContext: {privileged: true}}]}
      """;

  @Test
  void reportHoldsEveryFindingOfItsNamespaceWithTheFix() throws IOException {
    JsonNode report = reports(manifests).getFirst();

    assertThat(report.path("apiVersion").asText()).isEqualTo("openreports.io/v1alpha1");
    assertThat(report.path("kind").asText()).isEqualTo("Report");
    assertThat(report.at("/metadata/namespace").asText()).isEqualTo("shop");
    assertThat(report.path("summary").toString())
        .isEqualTo("{\"pass\":2,\"fail\":2,\"warn\":0,\"error\":0,\"skip\":0}");
    assertThat(report.at("/results/0").toString())
        .isEqualTo(
            "{\"policy\":\"not-privileged\",\"result\":\"fail\",\"severity\":\"critical\","
                + "\"category\":\"prevent-host-takeover\",\"scored\":true,"
                + "\"message\":\"container server is privileged\","
                + "\"properties\":{\"fix\":\"Remove privileged.\"},"
                + "\"resources\":[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"cart\"}]}");
  }

  @Test
  void whatHasNoNamespaceIsInTheClusterReport() throws IOException {
    String file = write("bare.yaml", POD.formatted(1).replace(", namespace: many", ""));

    assertThat(reports(file))
        .singleElement()
        .satisfies(report -> {
          assertThat(report.path("kind").asText()).isEqualTo("ClusterReport");
          assertThat(report.at("/metadata").has("namespace")).isFalse();
        });
  }

  @Test
  void reportIsBoundedAndItsSummaryCountsAll() throws IOException {
    String many = IntStream.range(0, 600).mapToObj(POD::formatted).collect(Collectors.joining());

    JsonNode report = reports(write("many.yaml", many)).getFirst();

    assertThat(report.at("/summary/fail").asInt()).isEqualTo(600);
    assertThat(report.path("results")).hasSize(500);
    assertThat(report.at("/configuration/limits/maxResults").asInt()).isEqualTo(500);
  }

  private List<JsonNode> reports(String path) throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    return yaml.readerFor(JsonNode.class)
        .<JsonNode>readValues(scan("-o", "openreports", path).out())
        .readAll();
  }
}
