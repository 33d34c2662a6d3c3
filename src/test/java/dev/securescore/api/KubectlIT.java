package dev.securescore.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people see of our resources in kubectl. */
class KubectlIT {

  private KubeApi api;
  private String namespace;

  @BeforeEach
  void createNamespace() {
    api = KubeApi.shared();
    namespace = api.newNamespace("kubectl");
  }

  @AfterEach
  void deleteResources() {
    api.kubectl(
        "delete", "secrec/run-as-non-root", "cscr/cluster", "secpol/cluster", "csecex/node-agents");
    api.kubectl("delete", "namespace", namespace, "--wait=false");
  }

  @Test
  void recommendationsShowWhatTheyAreWorthAndWhereTheyStand() {
    create("example-recommendation.yaml");

    assertThat(rows("secrec", "run-as-non-root"))
        .containsExactly(
            List.of(
                "NAME", "SEVERITY", "POINTS", "UNHEALTHY", "GAIN", "STAGE", "ENFORCED", "ACCEPTED"),
            List.of("run-as-non-root", "High", "50", "71", "+3.1", "Active", "Disabled", "True"));
  }

  @Test
  void reportsShowScoreFindingsAndTopFix() {
    create("example-report.yaml");

    assertThat(rows("scr", "namespace"))
        .containsExactly(
            List.of(
                "NAME",
                "SCORE",
                "GRADE",
                "7D",
                "CRITICAL",
                "HIGH",
                "EXEMPT",
                "COVERAGE",
                "TOP FIX"),
            List.of(
                "namespace",
                "80.4",
                "B",
                "+0.9",
                "0",
                "3",
                "1",
                "100%",
                "seccomp-profile (+10.7)"));
    assertThat(api.kubectl("get", "scr", "--all-namespaces").orFail())
        .startsWith("NAMESPACE ")
        .containsPattern("(?m)^" + namespace + " +namespace +80\\.4 ");
  }

  @Test
  void wideReportsAlsoShowPointsAndConfirmation() {
    create("example-report.yaml");

    List<List<String>> rows = rows("scr", "namespace", "--output=wide");

    assertThat(rows.getFirst()).endsWith("TOP FIX", "RAW", "POINTS", "RESOURCES", "CONFIRMED");
    assertThat(rows.getLast()).contains("seccomp-profile (+10.7)", "79.5", "225/280", "12");
  }

  @Test
  void clusterReportsShowTheSameColumns() {
    create("example-cluster-report.yaml");

    assertThat(rows("cscr", "cluster"))
        .containsExactly(
            List.of(
                "NAME",
                "SCORE",
                "GRADE",
                "7D",
                "CRITICAL",
                "HIGH",
                "EXEMPT",
                "COVERAGE",
                "TOP FIX"),
            List.of(
                "cluster", "80.4", "B", "+0.9", "0", "3", "1", "100%", "seccomp-profile (+10.7)"));
  }

  @Test
  void policyShowsWhetherItIsAcceptedAndWhyNot() {
    create("example-policy.yaml");

    assertThat(rows("secpol", "cluster"))
        .containsExactly(List.of("NAME", "ACCEPTED", "READY"), List.of("cluster", "False", "True"));
    assertThat(api.kubectl("get", "secpol", "cluster", "--output=wide").orFail())
        .contains("no recommendation is named 'trusted-registries'");
  }

  @Test
  void exemptionsShowTheirEffectAndWhenItEnds() {
    create("example-exemption.yaml");

    assertThat(rows("secex", "legacy-api-limits"))
        .containsExactly(
            List.of("NAME", "DECISION", "EFFECTIVE", "FINDINGS", "EFFECT", "EXPIRES"),
            List.of("legacy-api-limits", "Waived", "Active", "1", "+0.9", "2027-01-31T00:00:00Z"));
    assertThat(rows("secex", "legacy-api-limits", "--output=wide").getLast())
        .contains("sec@example", "exempts 1 finding; still unhealthy underneath, so still needed");
  }

  @Test
  void clusterExemptionsShowTheSameColumns() {
    create("example-cluster-exemption.yaml");

    assertThat(rows("csecex", "node-agents"))
        .containsExactly(
            List.of("NAME", "DECISION", "EFFECTIVE", "FINDINGS", "EFFECT", "EXPIRES"),
            List.of("node-agents", "Mitigated", "NoMatch", "0"));
  }

  @Test
  void oneCategoryNamesAllOfOurKinds() {
    create("example-recommendation.yaml");
    create("example-report.yaml");
    create("example-cluster-report.yaml");
    create("example-policy.yaml");
    create("example-exemption.yaml");
    create("example-cluster-exemption.yaml");

    assertThat(
            api.kubectl("get", "securescore", "--namespace=" + namespace, "--output=name")
                .orFail()
                .lines())
        .contains(
            "securityrecommendation.securescore.dev/run-as-non-root",
            "scorereport.securescore.dev/namespace",
            "clusterscorereport.securescore.dev/cluster",
            "securescorepolicy.securescore.dev/cluster",
            "securityexemption.securescore.dev/legacy-api-limits",
            "clustersecurityexemption.securescore.dev/node-agents");
  }

  @Test
  void recommendationsAreFoundBySeverity() {
    create("example-recommendation.yaml");

    assertThat(
            api.kubectl("get", "secrec", "--field-selector=spec.severity=High", "--output=name")
                .orFail())
        .contains("run-as-non-root");
    assertThat(
            api.kubectl("get", "secrec", "--field-selector=spec.severity=Low", "--output=name")
                .orFail())
        .doesNotContain("run-as-non-root");
  }

  static Stream<JsonNode> definitions() {
    return CustomResourceDefinitions.byFile().values().stream();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyFieldIsExplained(JsonNode definition) {
    String plural = definition.at("/spec/names/plural").asText();
    // The server publishes the schema of a new CRD a moment after it takes its objects.
    await().atMost(60, SECONDS).until(() -> api.kubectl("explain", plural + ".spec").code() == 0);
    Map<String, String> missing = new ConcurrentHashMap<>();

    SchemaField.of(definition)
        .parallel()
        .forEach(field -> {
          Output output = api.kubectl("explain", plural + "." + field.path());
          String description = field.schema().path("description").asText();
          if (!withoutLineBreaks(output.out()).contains(withoutLineBreaks(description))) {
            missing.put(field.path(), output.toString());
          }
        });

    assertThat(new TreeMap<>(missing)).isEmpty();
  }

  private static String withoutLineBreaks(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private void create(String example) {
    Path file = Project.root().resolve("src/test/resources/dev/securescore/api").resolve(example);
    for (String subresource : List.of("", "status")) {
      api.kubectl(
              "apply",
              "--server-side",
              "--namespace=" + namespace,
              "--subresource=" + subresource,
              "--filename=" + file)
          .orFail();
    }
  }

  /** The cells that kubectl prints, without the age in the last column. */
  private List<List<String>> rows(String... arguments) {
    String[] command =
        Stream.concat(Stream.of("get", "--namespace=" + namespace), Arrays.stream(arguments))
            .toArray(String[]::new);
    return api.kubectl(command).orFail().lines().map(KubectlIT::cells).toList();
  }

  private static List<String> cells(String line) {
    List<String> cells = List.of(line.split(" {3,}"));
    return IntStream.range(0, cells.size() - 1).mapToObj(cells::get).toList();
  }
}
