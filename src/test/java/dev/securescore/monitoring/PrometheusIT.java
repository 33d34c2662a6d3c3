package dev.securescore.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.metrics.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus with our rules scrapes two operators: of a real API server, and of the embedded
 * API.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrometheusIT {

  private static final String PREVIEW =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster}
      spec:
        recommendations: [{name: memory-limit, stage: Preview}]
      """;

  @TempDir private static Path folder;
  private static MonitoredClusters clusters;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() throws IOException {
    clusters = new MonitoredClusters(folder);
    prometheus = clusters.prometheus();
  }

  @AfterAll
  static void stop() {
    if (clusters != null) {
      clusters.close();
    }
  }

  @Test
  @Order(1)
  void scoreOfTheFleetIsThePooledOneToTheDigit() throws IOException {
    BigDecimal exact =
        Paper.score(
                Stream.concat(MonitoredClusters.FIRST.stream(), MonitoredClusters.SECOND.stream())
                    .toList(),
                MonitoredClusters.EXEMPT)
            .rounded(15);
    String page = Files.readString(Project.root().resolve("docs/metrics.md"));
    String readme = Files.readString(Project.root().resolve("README.md"));

    for (String query :
        List.of(
            "fleet:secure_score_ratio:pooled",
            Dashboards.query("secure-score-fleet", "Pooled score").with(".*", "", ""),
            query(page),
            query(readme))) {
      await()
          .atMost(60, SECONDS)
          .untilAsserted(() ->
              assertThat(prometheus.value(query).setScale(15, RoundingMode.HALF_UP))
                  .as(query)
                  .isEqualTo(exact));
    }
  }

  /** The query for fleets, as a page shows it. */
  private static String query(String page) {
    return page.lines()
        .dropWhile(line -> !line.matches("\\s+sum\\(.*"))
        .takeWhile(line -> line.matches("[\\s/].*"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  @Order(2)
  void metricsAreAsPrometheusWantsThem() throws Exception {
    String page = scrape();
    Path ours = Files.createTempFile(folder, "scrape", ".txt");
    Files.write(
        ours,
        page.lines().filter(line -> line.matches("(# (HELP|TYPE) )?secure_score_.*")).toList());

    Output checked =
        Output.of(
            new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$0\" check metrics < \"$1\"",
                PrometheusPrograms.require().promtool().toString(),
                ours.toString()));

    assertThat(checked.code()).as(checked.toString()).isZero();
    assertThat(page).contains("secure_score_ratio{scope=\"cluster\"}");
  }

  private static String scrape() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + clusters.port() + "/metrics"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  /** Before the panels: what shows rates needs something that happens. */
  @Test
  @Order(3)
  void dropAndRecoveryAreThoseOfTheReports() throws IOException {
    new ScriptedHour(clusters).play();
  }

  @Test
  @Order(4)
  void everyPanelShowsSomething() {
    List<String> asked =
        Dashboards.queries().stream()
            .filter(query -> !query.panel().equals("Watches that are down"))
            .flatMap(
                query -> Stream.of("first", ".*").map(each -> query.with(each, "shop", "non-root")))
            .distinct()
            .toList();
    assertThat(asked).hasSizeGreaterThan(100);
    Set<String> empty = new TreeSet<>(asked);
    // A scrape that failed on a busy machine leaves a gap until the next.
    await()
        .pollDelay(Duration.ZERO)
        .atMost(30, SECONDS)
        .untilAsserted(() -> {
          empty.removeIf(query -> !prometheus.query(query).isEmpty());
          assertThat(empty).isEmpty();
        });
  }

  @Test
  @Order(4)
  void previewedRecommendationIsLookedAtAsOthersAre() {
    assertThat(
            Dashboards.queries().stream()
                .filter(query -> query.dashboard().equals("secure-score-recommendation"))
                .filter(query ->
                    List.of("Unhealthy", "Healthy", "Points", "Verdicts over time")
                        .contains(query.panel()))
                .map(query -> query.with(".*", "", "tagged")))
        .hasSize(4)
        .allSatisfy(query -> assertThat(prometheus.query(query)).as(query).isNotEmpty());
    assertThat(
            prometheus.query(
                Dashboards.query("secure-score-recommendation", "Stage, severity and control")
                    .with(".*", "", "tagged")))
        .singleElement()
        .satisfies(row -> assertThat(row.labels()).containsEntry("stage", "Preview"));
  }

  @Test
  @Order(4)
  void forecastIsThatOfTheReport() {
    BigDecimal shown =
        prometheus.value(
            Dashboards.query("secure-score-cluster", "Forecast").with("first", "", ""));

    assertThat(shown.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString())
        .isEqualTo(
            Objects.requireNonNull(Objects.requireNonNull(clusters.report().display()).forecast())
                .replace("?", ""));
  }

  @Test
  @Order(5)
  void everyMetricAndLabelThatIsAskedForIsThere() {
    Map<String, Set<String>> shown = prometheus.metrics();
    Set<String> ofAlerts = shown.computeIfAbsent("ALERTS", none -> new TreeSet<>());
    RuleFiles.alerts()
        .forEach(alert -> alert.path("labels").fieldNames().forEachRemaining(ofAlerts::add));
    // There is none while all is well.
    shown.computeIfAbsent(Metric.WATCH_DOWN.text(), none -> Set.of("cluster", "group", "kind"));
    Set<String> recorded =
        RuleFiles.rules().stream()
            .map(rule -> rule.path("record").asText())
            .collect(Collectors.toSet());

    for (String expression : Expressions.all()) {
      PromQl asked = PromQl.of(expression);
      Set<String> known = new TreeSet<>();
      asked
          .selectors()
          .forEach(selector -> {
            Set<String> labels = shown.getOrDefault(selector.metric(), Set.of());
            // What needs an hour of history is not there yet.
            if (!recorded.contains(selector.metric()) || !labels.isEmpty()) {
              assertThat(labels)
                  .as(selector.metric() + " in " + expression)
                  .containsAll(selector.labels());
              assertThat(labels).as(selector.metric() + " in " + expression).isNotEmpty();
              known.addAll(labels);
            } else {
              known.addAll(asked.labels());
            }
          });
      assertThat(known).as(expression).containsAll(asked.labels());
    }
  }

  @Test
  @Order(6)
  void everyRuleIsEvaluatedAndEveryVariableAndAnnotationRuns() {
    assertThat(prometheus.rules())
        .hasSameSizeAs(RuleFiles.rules())
        .allSatisfy((rule, health) -> assertThat(health).as(rule).isEqualTo("ok"));
    assertThat(Expressions.beside()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(prometheus::query);
  }

  @Test
  @Order(7)
  void clusterInWhichARecommendationIsInPreviewIsLeftOutOfItsPool() {
    clusters.createInSecond(PREVIEW);
    // 50 × 8/10 + 30 × 5/9 + 13 × 3/6, the last of the first cluster alone
    BigDecimal exact =
        new BigDecimal(40)
            .add(new BigDecimal(150).divide(new BigDecimal(9), 20, RoundingMode.HALF_UP))
            .add(new BigDecimal("6.5"))
            .divide(new BigDecimal(93), 12, RoundingMode.HALF_UP);

    for (String query :
        List.of(
            "fleet:secure_score_ratio:pooled",
            Dashboards.query("secure-score-fleet", "Pooled score").with(".*", "", ""))) {
      await()
          .atMost(60, SECONDS)
          .untilAsserted(() ->
              assertThat(prometheus.value(query).setScale(12, RoundingMode.HALF_UP))
                  .as(query)
                  .isEqualTo(exact));
    }
  }
}
