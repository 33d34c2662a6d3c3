package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securescore.KubeApi;
import dev.securescore.Project;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What our resources cost in etcd, key and managed fields included, under the whole library.
 *
 * <p>Namespaces are filled with the workloads of the samples in turn, of which most violate a dozen
 * recommendations and few violate the same: their reports are larger than usual ones.
 */
@NullUnmarked
class StoredBytesIT {

  /** The goal is 1,500 bytes a workload. */
  private static final int MOST_OF_FIVE = 7_500;

  /** The goal is 300 bytes a workload, of which a history and a change will need some. */
  private static final int MOST_OF_FIFTY = 10_500;

  /** Of a recommendation, beside what its author wrote. */
  private static final int MOST_OF_A_RECOMMENDATION = 1_100;

  private static final JsonMapper JSON = new JsonMapper();

  private static KubeApi api;
  private static RunningOperator operator;

  @BeforeAll
  static void judgeTheSamples() throws IOException {
    api = KubeApi.own();
    api.kubectl(
            "apply",
            "--server-side",
            "-f",
            Project.root().resolve("config/recommendations").toString())
        .orFail();
    List<PodTemplateSpec> templates = templates();
    fill("five", 5, templates);
    fill("fifty", 50, templates);
    operator = RunningOperator.on(api);
    await()
        .atMost(120, SECONDS)
        .untilAsserted(() -> {
          assertThat(report("five").at("/status/resources/judged").asInt()).isEqualTo(6);
          assertThat(report("fifty").at("/status/resources/judged").asInt()).isEqualTo(51);
          assertThat(recommendations())
              .allSatisfy(
                  (name, status) -> assertThat(ready(status)).as(name).isNotEqualTo("Pending"));
        });
  }

  @AfterAll
  static void stop() {
    operator.close();
    api.close();
  }

  @Test
  void reportOfFiveWorkloadsIsSmall() throws IOException {
    assertThat(report("five").at("/status/recommendations")).hasSizeGreaterThan(30);
    assertThat(size("scorereports/five/"))
        .as(report("five").toString())
        .isBetween(3_000, MOST_OF_FIVE);
  }

  @Test
  void reportOfFiftyWorkloadsIsSmall() throws IOException {
    assertThat(report("fifty").at("/status/worst")).hasSize(10);
    assertThat(size("scorereports/fifty/"))
        .as(report("fifty").toString())
        .isBetween(4_000, MOST_OF_FIFTY);
  }

  @Test
  void statusOfARecommendationIsSmall() throws IOException {
    Map<String, JsonNode> all = recommendations();
    int sum = 0;
    for (JsonNode each : all.values()) {
      sum += each.path("status").toString().length() + managedFields(each).length();
    }
    assertThat(all).hasSizeGreaterThan(60);
    assertThat(sum / all.size()).isBetween(300, MOST_OF_A_RECOMMENDATION);
  }

  @Test
  void managedFieldsOfAStatusDoNotNameItsFields() throws IOException {
    assertThat(managedFields(report("fifty"))).contains("{\"f:status\":{}}").hasSizeLessThan(250);
  }

  /** The entry of whoever writes the status. */
  private static String managedFields(JsonNode object) {
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (entry.path("subresource").asText().equals("status")) {
        return entry.toString();
      }
    }
    throw new AssertionError("nobody wrote the status of " + object);
  }

  private static int size(String under) {
    Map<String, byte[]> stored = api.stored(under);
    assertThat(stored).hasSize(1);
    return stored.entrySet().stream()
        .mapToInt(
            pair -> pair.getKey().getBytes(StandardCharsets.UTF_8).length + pair.getValue().length)
        .sum();
  }

  private static JsonNode report(String namespace) throws IOException {
    Map<String, byte[]> stored = api.stored("scorereports/" + namespace + "/");
    assertThat(stored).hasSize(1);
    return JSON.readTree(stored.values().iterator().next());
  }

  private static Map<String, JsonNode> recommendations() throws IOException {
    Map<String, JsonNode> all = new TreeMap<>();
    for (Map.Entry<String, byte[]> each : api.stored("securityrecommendations/").entrySet()) {
      all.put(each.getKey(), JSON.readTree(each.getValue()));
    }
    return all;
  }

  private static String ready(JsonNode recommendation) {
    for (JsonNode condition : recommendation.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("reason").asText();
      }
    }
    return "Pending";
  }

  private static List<PodTemplateSpec> templates() throws IOException {
    List<PodTemplateSpec> templates = new ArrayList<>();
    for (String file : List.of("legacy", "logging", "shop", "kube-system")) {
      Path path = Project.root().resolve("config/samples/" + file + ".yaml");
      try (InputStream stream = Files.newInputStream(path)) {
        api.client().load(stream).items().stream()
            .flatMap(object ->
                switch (object) {
                  case Deployment each -> Stream.of(each.getSpec().getTemplate());
                  case StatefulSet each -> Stream.of(each.getSpec().getTemplate());
                  case DaemonSet each -> Stream.of(each.getSpec().getTemplate());
                  default -> Stream.<PodTemplateSpec>empty();
                })
            .forEach(templates::add);
      }
    }
    assertThat(templates).hasSizeGreaterThan(6);
    return templates;
  }

  private static void fill(String namespace, int workloads, List<PodTemplateSpec> templates) {
    api.client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    for (int number = 0; number < workloads; number++) {
      PodTemplateSpec template = templates.get(number % templates.size());
      api.client()
          .resource(
              new DeploymentBuilder()
                  .withNewMetadata()
                  .withName("workload-%05d".formatted(number))
                  .withNamespace(namespace)
                  .endMetadata()
                  .withNewSpec()
                  .withReplicas(2)
                  .withNewSelector()
                  .withMatchLabels(template.getMetadata().getLabels())
                  .endSelector()
                  .withTemplate(template)
                  .endSpec()
                  .build())
          .create();
    }
  }
}
