package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a real API server, with real manifests, checked by arithmetic on paper.
 *
 * <p>Counted by reading the manifests (healthy/unhealthy):
 *
 * <pre>
 *                     resources  not-privileged 50  non-root 30  memory-limit 20
 * boutique                   12              12/0         12/0             11/1
 * big-monolith                1               1/0          0/1              0/1
 * secure-middleware           1               1/0          0/1              0/1
 * default                    11               8/3         0/11              7/4
 * cluster                    25              22/3        12/13             18/7
 * kube-system (platform)      1               0/1          0/1              0/1
 * </pre>
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf("hasCorpus")
class MainJobIT {

  private static final Path CORPUS = Path.of(System.getProperty("secure-score.corpus", "none"));
  private static final String SCORE = "jsonpath={.status.display.score}";

  @TempDir private static Path folder;
  private static KubeApi api;
  private static RunningOperator operator;

  static boolean hasCorpus() {
    return Files.isDirectory(CORPUS);
  }

  @BeforeAll
  static void applyEverything() throws IOException {
    api = KubeApi.own();
    apply(HandWritten.POLICY);
    apply(HandWritten.RECOMMENDATIONS);
    api.kubectl("create", "namespace", "boutique").orFail();
    api.kubectl(
            "apply",
            "-n",
            "boutique",
            "-f",
            CORPUS.resolve("microservices-demo/kubernetes-manifests.yaml").toString())
        .orFail();
    try (Stream<Path> files = Files.walk(CORPUS.resolve("kubernetes-goat"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        // One of them is a Kyverno policy, which this server does not know.
        assertThat(api.kubectl("apply", "-f", file.toString()))
            .satisfies(output ->
                assertThat(output.code() == 0 || output.err().contains("ClusterPolicy"))
                    .as(output.toString())
                    .isTrue());
      }
    }
    apply(HandWritten.AGENT);
    label("boutique", "web");
    label("big-monolith", "web");
    label("secure-middleware", "back");
    label("default", "back");
    apply(HandWritten.REPORTS);
    operator = RunningOperator.on(api);
  }

  @AfterAll
  static void stop() {
    operator.close();
    api.close();
  }

  @Test
  @Order(1)
  void everyPrintedNumberIsTheOneOnPaper() {
    // big-monolith       50 + 0 + 0 = 50.0          missing: 30 non-root, 20 memory-limit
    // boutique           50 + 30 + 20×11/12 = 98.3  missing: 20/12 = 1.7
    // boutique/load      one resource: 50 + 30 + 0 = 80.0
    // boutique/runtime   not-privileged alone: 100.0
    // default            50×8/11 + 0 + 20×7/11 = 36.36 + 12.73 = 49.1
    // kube-system        0 of 100
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() ->
            assertThat(rows("get", "scorereports", "-A"))
                .containsExactly(
                    List.of(
                        "big-monolith",
                        "namespace",
                        "50.0",
                        "D",
                        "0",
                        "1",
                        "0",
                        "100%",
                        "non-root (+30.0)"),
                    List.of(
                        "boutique",
                        "load",
                        "80.0",
                        "B",
                        "0",
                        "0",
                        "0",
                        "100%",
                        "memory-limit (+20.0)"),
                    List.of(
                        "boutique",
                        "namespace",
                        "98.3",
                        "A+",
                        "0",
                        "0",
                        "0",
                        "100%",
                        "memory-limit (+1.7)"),
                    List.of("boutique", "runtime", "100.0", "A+", "0", "0", "0", "100%"),
                    List.of(
                        "default",
                        "namespace",
                        "49.1",
                        "E",
                        "3",
                        "11",
                        "0",
                        "100%",
                        "non-root (+30.0)"),
                    List.of("kube-node-lease", "namespace", "-", "-", "0", "0", "0", "-"),
                    List.of("kube-public", "namespace", "-", "-", "0", "0", "0", "-"),
                    List.of(
                        "kube-system",
                        "namespace",
                        "0.0",
                        "F",
                        "1",
                        "1",
                        "0",
                        "100%",
                        "not-privileged (+50.0)"),
                    List.of(
                        "secure-middleware",
                        "namespace",
                        "50.0",
                        "D",
                        "0",
                        "1",
                        "0",
                        "100%",
                        "non-root (+30.0)")));
    // cluster    50×22/25 + 30×12/25 + 20×18/25 = 44 + 14.4 + 14.4 = 72.8, a C; D since a Critical
    // is on the host network
    // team-back  default + secure-middleware: 50×9/12 + 0 + 20×7/12 = 37.5 + 11.67 = 49.2
    // team-web   boutique + big-monolith: 50 + 30×12/13 + 20×11/13 = 50 + 27.69 + 16.92 = 94.6
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() ->
            assertThat(rows("get", "clusterscorereports"))
                .containsExactly(
                    List.of("cluster", "72.8", "D", "3", "13", "0", "100%", "non-root (+15.6)"),
                    List.of(
                        "platform", "0.0", "F", "1", "1", "0", "100%", "not-privileged (+50.0)"),
                    List.of("team-back", "49.2", "E", "3", "12", "0", "100%", "non-root (+30.0)"),
                    List.of(
                        "team-web", "94.6", "A", "0", "1", "0", "100%", "memory-limit (+3.1)")));
  }

  @Test
  @Order(2)
  void everyNumberOfAStatusIsTheOneOnPaper() {
    assertThat(cluster("{.score} {.milliPoints} {.coverage} {.open}"))
        .isEqualTo(
            "72 {\"current\":72800,\"maximum\":100000,\"raw\":72800} 100"
                + " {\"critical\":3,\"exempt\":0,\"high\":13,\"low\":0,\"medium\":7}");
    assertThat(cluster("{.resources} {.display.points} {.display.rawScore} {.namespaces}"))
        .isEqualTo("{\"judged\":25,\"replicas\":25,\"withFindings\":14}" + " 72.8/100 72.8 4");
    assertThat(
            cluster(
                "{range .recommendations[*]}{.name} {.healthy}/{.unhealthy} {.maxMilliPoints} {.gain};{end}"))
        .isEqualTo(
            "non-root 12/13 30000 +15.6;not-privileged 22/3 50000 +6.0;"
                + "memory-limit 18/7 20000 +5.6;");
    // fixing one of the three privileged ones gains 50/25 + 30/25 = 3.2; its own score is 20 of 100
    assertThat(cluster("{.worst[0].namespace} {.worst[0].kind} {.worst[0].name}"))
        .isEqualTo("default DaemonSet docker-bench-security");
    assertThat(cluster("{.worst[0].score} {.worst[0].gain} {.worst[0].failing} {.truncated.worst}"))
        .isEqualTo("20 +3.2 [\"not-privileged\",\"non-root\"] 4");
    assertThat(
            status(
                "clusterscorereports",
                "team-web",
                "{.conditions[?(@.type==\"TargetMet\")].status}"))
        .isEqualTo("True");
    assertThat(
            status(
                "clusterscorereports",
                "team-back",
                "{.conditions[?(@.type==\"TargetMet\")].status}"))
        .isEqualTo("False");
    await()
        .atMost(90, SECONDS)
        .untilAsserted(() ->
            assertThat(rows("get", "secrec"))
                .containsExactly(
                    List.of(
                        "memory-limit", "Medium", "20", "7", "+5.6", "Active", "Disabled", "True"),
                    List.of("non-root", "High", "30", "13", "+15.6", "Active", "Disabled", "True"),
                    List.of(
                        "not-privileged",
                        "Critical",
                        "50",
                        "3",
                        "+6.0",
                        "Active",
                        "Disabled",
                        "True")));
  }

  @Test
  @Order(3)
  void oneFixMovesWorkloadRecommendationNamespaceGroupAndClusterWithinTwoSeconds() {
    awaitQuiet();

    api.kubectl(
            "patch",
            "deployment",
            "health-check-deployment",
            "--type=json",
            "-p=[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/securityContext/privileged\",\"value\":false}]")
        .orFail();

    // default 50×9/11 + 20×7/11 = 53.6 · team-back 50×10/12 + 20×7/12 = 53.3 · cluster 46 + 14.4 +
    // 14.4 = 74.8
    await()
        .atMost(2, SECONDS)
        .pollInterval(50, MILLISECONDS)
        .untilAsserted(() -> {
          assertThat(cluster("{.display.score}")).isEqualTo("74.8");
          assertThat(status("clusterscorereports", "team-back", "{.display.score}"))
              .isEqualTo("53.3");
          assertThat(
                  get(
                      "scorereports",
                      "namespace",
                      "jsonpath={.status.display.score}"
                          + " {.status.worst[?(@.name==\"health-check-deployment\")].score}"))
              .as("namespace, workload: 30 points of a hundred are still missing")
              .isEqualTo("53.6 70");
          assertThat(status("secrec", "not-privileged", "{.counts.unhealthy}")).isEqualTo("2");
        });
  }

  @Test
  @Order(4)
  void wholeLibraryEqualsARecomputation() {
    api.kubectl(
            "apply",
            "--server-side",
            "-f",
            Project.root().resolve("config/recommendations").toString())
        .orFail();
    Recomputation expected = Recomputation.of(api.client());
    Set<String> platform = Set.of("kube-system", "kube-public", "kube-node-lease");

    await()
        .atMost(60, SECONDS)
        .untilAsserted(() -> {
          assertThat(cluster("{.display.score}"))
              .isEqualTo(expected.score(name -> !platform.contains(name)));
          assertThat(status("clusterscorereports", "platform", "{.display.score}"))
              .isEqualTo(expected.score(platform::contains));
          assertThat(status("clusterscorereports", "team-web", "{.display.score}"))
              .isEqualTo(expected.score(Set.of("boutique", "big-monolith")::contains));
          for (String namespace : List.of("boutique", "big-monolith", "default")) {
            assertThat(get("scorereports", "namespace", SCORE, "-n", namespace))
                .as(namespace)
                .isEqualTo(expected.score(namespace::equals));
          }
        });
    api.kubectl("delete", "-f", Project.root().resolve("config/recommendations").toString())
        .orFail();
  }

  @Test
  @Order(5)
  void deletedContentTakesItsShareAway() {
    api.kubectl("delete", "deployments,daemonsets,jobs", "--all", "-n", "default", "--wait=false")
        .orFail();

    // cluster: boutique, big-monolith, secure-middleware: 50 + 30×12/14 + 20×11/14 = 91.4
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() -> {
          assertThat(cluster("{.display.score} {.resources.judged} {.namespaces}"))
              .isEqualTo("91.4 14 3");
          assertThat(get("scorereports", "namespace", SCORE)).isEqualTo("-");
          assertThat(status("clusterscorereports", "team-back", "{.display.score}"))
              .isEqualTo("50.0");
        });
  }

  /** Reports that changed lately are written later, and a recommendation's counts once a minute. */
  private static void awaitQuiet() {
    await()
        .atMost(150, SECONDS)
        .pollInterval(1, SECONDS)
        .until(() -> {
          Instant counted = Instant.parse(status("secrec", "not-privileged", "{.observedTime}"));
          return Duration.between(counted, Instant.now()).toSeconds() > 61;
        });
  }

  private static void label(String namespace, String team) {
    api.kubectl("label", "namespace", namespace, "team=" + team).orFail();
  }

  private static void apply(String yaml) throws IOException {
    Path file = Files.createTempFile(folder, "apply", ".yaml");
    Files.writeString(file, yaml);
    api.kubectl("apply", "-f", file.toString()).orFail();
  }

  private static String cluster(String path) {
    return status("clusterscorereports", "cluster", path);
  }

  /** Prints paths of a status; within a range they are relative to its element. */
  private static String status(String kind, String name, String paths) {
    String absolute =
        paths.startsWith("{range")
            ? paths.replace("{range .", "{range .status.")
            : paths.replace("{.", "{.status.");
    return get(kind, name, "jsonpath=" + absolute);
  }

  private static String get(String kind, String name, String output, String... more) {
    String[] arguments =
        Stream.concat(Stream.of("get", kind, name, "-o", output), Arrays.stream(more))
            .toArray(String[]::new);
    return api.kubectl(arguments).out().trim();
  }

  /** The cells of a table that are not empty, without the header and without the age. */
  private static List<List<String>> rows(String... arguments) {
    return api.kubectl(arguments)
        .out()
        .lines()
        .skip(1)
        .map(line -> Arrays.stream(line.strip().split("\\s{2,}")).toList())
        .map(cells -> cells.subList(0, cells.size() - 1))
        .toList();
  }
}
