package dev.securescore.monitoring;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.Display;
import dev.securescore.api.MilliPoints;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.metrics.Metric;
import dev.securescore.monitoring.Dashboards.Query;
import dev.securescore.monitoring.Paper.Ratio;
import dev.securescore.monitoring.Paper.Workload;
import dev.securescore.monitoring.Prometheus.Point;
import dev.securescore.monitoring.Prometheus.Sample;
import dev.securescore.operator.OperatorSettings;
import dev.securescore.operator.ReportLog;
import dev.securescore.operator.RunningOperator;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  private static final Workload CART = new Workload("shop", "cart", false, true, true);
  private static final Workload DATABASE = new Workload("shop", "db", false, false, true);
  private static final List<Workload> FIRST =
      List.of(
          CART,
          DATABASE,
          new Workload("shop", "web", true, false, false),
          new Workload("back", "api", false, true, false),
          new Workload("back", "job", false, true, true),
          new Workload("back", "old", true, false, false));
  private static final List<Workload> SECOND =
      List.of(
          new Workload("pay", "one", false, true, false),
          new Workload("pay", "two", false, false, false),
          new Workload("pay", "three", false, true, false),
          new Workload("pay", "four", false, false, true));
  private static final Workload AGENT = new Workload("kube-system", "agent", true, false, false);
  private static final Predicate<Workload> EXEMPT = each -> each.name().equals("db");

  private static final String EXEMPTION =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityExemption
      metadata: {name: db, namespace: shop}
      spec:
        recommendationRefs: [{name: non-root}]
        resourceSelector: {matchLabels: {app: db}}
        decision: Waived
        reason: The image is being rebuilt.
        approval: {by: security}
        expirationTime: "%s"
      """;
  private static final String DROPPED =
      """
      count(ALERTS{alertname="SecureScoreDropped",cluster="first",scope="cluster"}) or vector(0)
      """;
  private static final String PREVIEW =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster}
      spec:
        recommendations: [{name: memory-limit, stage: Preview}]
      """;

  @TempDir private static Path folder;
  private static KubeApi api;
  private static EmbeddedCluster embedded;
  private static RunningOperator first;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() throws IOException {
    PrometheusPrograms.require();
    api = KubeApi.own();
    apply(Paper.RECOMMENDATIONS);
    Stream.of("shop", "back", "secure-score")
        .forEach(name -> api.kubectl("create", "namespace", name).orFail());
    for (Workload each : FIRST) {
      apply(each.manifest());
    }
    apply(AGENT.manifest());
    apply(
        EXEMPTION.formatted(
            Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS)));
    first = RunningOperator.on(api, settings("first"));
    embedded = EmbeddedCluster.start(settings("second"), Paper.RECOMMENDATIONS, SECOND);
    prometheus =
        Prometheus.scraping(
            folder, Map.of("first", first.operator().port(), "second", embedded.operator().port()));
    awaitReport(Paper.score(FIRST, EXEMPT));
    await()
        .atMost(90, SECONDS)
        .untilAsserted(() ->
            assertThat(prometheus.query("fleet:secure_score_clusters:count"))
                .extracting(Sample::value)
                .containsExactly(new BigDecimal(2)));
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (embedded != null) {
      embedded.close();
    }
    if (first != null) {
      first.close();
    }
    if (api != null) {
      api.close();
    }
  }

  /** Two loopback clusters, with every metric shown. */
  private static OperatorSettings settings(String identity) {
    OperatorSettings usual = RunningOperator.settings(identity, identity.equals("first"));
    return new OperatorSettings(
        usual.namespace(),
        usual.leaderElection(),
        usual.leaseName(),
        usual.identity(),
        usual.leaseDuration(),
        usual.bindAddress(),
        usual.port(),
        usual.watchList(),
        usual.pageSize(),
        usual.retry(),
        usual.reconcileThreads(),
        true,
        usual.enforcement());
  }

  @Test
  @Order(1)
  void scoreOfTheFleetIsThePooledOneToTheDigit() throws IOException {
    BigDecimal exact =
        Paper.score(Stream.concat(FIRST.stream(), SECOND.stream()).toList(), EXEMPT).rounded(15);
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
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + first.operator().port() + "/metrics"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  @Order(4)
  void everyPanelShowsSomething() {
    for (Query query : Dashboards.queries()) {
      if (query.panel().equals("Watches that are down")) {
        continue;
      }
      // A scrape that failed on a busy machine leaves a gap until the next.
      for (String clusters : List.of("first", ".*")) {
        await()
            .atMost(30, SECONDS)
            .untilAsserted(() ->
                assertThat(prometheus.query(query.with(clusters, "shop", "non-root")))
                    .as(query.toString())
                    .isNotEmpty());
      }
    }
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
  void everyExpressionRuns() {
    assertThat(Expressions.all()).hasSizeGreaterThan(100).allSatisfy(prometheus::query);
  }

  /**
   * What would take an hour: a bad deployment, another one, one fix, a rollback. Every value that
   * Prometheus shows is one of a report, in the same order, and the other way round.
   */
  @Test
  @Order(3)
  void dropAndRecoveryAreThoseOfTheReports() throws IOException {
    String cluster =
        Dashboards.query("secure-score-cluster", "Score over time").with("first", "", "");
    String shop =
        Dashboards.query("secure-score-namespace", "Score over time").with("first", "shop", "");
    Workload miner = new Workload("shop", "miner", true, false, false);
    Workload badCart = CART.withPrivileged(true);
    List<List<Workload>> script =
        List.of(
            FIRST,
            with(FIRST, miner),
            with(replaced(FIRST, badCart), miner),
            with(FIRST, miner),
            FIRST);
    Instant start = Instant.now();
    try (ReportLog log = new ReportLog(api.client())) {
      List<Workload> before = FIRST;
      for (List<Workload> now : script) {
        change(before, now);
        before = now;
        Ratio expected = Paper.score(now, EXEMPT);
        awaitReport(expected);
        MilliPoints points = Objects.requireNonNull(report().milliPoints());
        await()
            .atMost(30, SECONDS)
            .untilAsserted(() -> {
              BigDecimal shown = prometheus.value(cluster);
              assertThat(shown.setScale(9, RoundingMode.HALF_UP)).isEqualTo(expected.rounded(9));
              assertThat(
                      shown
                          .multiply(BigDecimal.valueOf(points.maximum()))
                          .setScale(0, RoundingMode.HALF_UP))
                  .as("thousandths of a point, as in the report")
                  .isEqualByComparingTo(BigDecimal.valueOf(points.current()));
            });
      }
      // Ranges are of whole seconds, and an alert ends with the evaluation after the scrape.
      await()
          .atMost(30, SECONDS)
          .untilAsserted(() -> {
            Instant end = Instant.now();
            assertThat(shown(prometheus.range(cluster, start, end)))
                .hasSize(script.size())
                .isEqualTo(written(log, "", "cluster"))
                .isEqualTo(
                    script.stream().map(each -> Paper.score(each, EXEMPT).display()).toList());
            assertThat(shown(prometheus.range(shop, start, end)))
                .hasSize(script.size())
                .isEqualTo(written(log, "shop", "namespace"));
            assertThat(prometheus.range(DROPPED, start, end))
                .as("pending while it is low, gone with the recovery")
                .extracting(point -> point.value().intValue())
                .contains(1)
                .endsWith(0);
          });
    }
  }

  /** Distinct values in their order, in percent with one decimal. */
  private static List<String> shown(List<Point> points) {
    List<String> values = new ArrayList<>();
    for (Point point : points) {
      String value =
          point.value().movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
      if (values.isEmpty() || !values.getLast().equals(value)) {
        values.add(value);
      }
    }
    return values;
  }

  /** Distinct scores that were written into a report, in their order. */
  private static List<String> written(ReportLog log, String namespace, String name) {
    List<String> values = new ArrayList<>();
    log.entries().stream()
        .filter(entry -> entry.namespace().equals(namespace) && entry.name().equals(name))
        .map(entry -> display(entry.status()))
        .forEach(value -> {
          if (values.isEmpty() || !values.getLast().equals(value)) {
            values.add(value);
          }
        });
    return values;
  }

  private static String display(ScoreReportStatus status) {
    return Optional.ofNullable(status.display()).map(Display::score).orElse("-").replace("?", "");
  }

  private static List<Workload> with(List<Workload> workloads, Workload another) {
    return Stream.concat(workloads.stream(), Stream.of(another)).toList();
  }

  private static List<Workload> replaced(List<Workload> workloads, Workload other) {
    return workloads.stream().map(each -> each.name().equals(other.name()) ? other : each).toList();
  }

  private static void change(List<Workload> before, List<Workload> now) throws IOException {
    Set<Workload> changed = new HashSet<>(now);
    before.forEach(changed::remove);
    for (Workload each : changed) {
      apply(each.manifest());
    }
    Set<String> names = now.stream().map(Workload::name).collect(Collectors.toSet());
    before.stream()
        .filter(each -> !names.contains(each.name()))
        .forEach(each ->
            api.kubectl("delete", "deployment", each.name(), "-n", each.namespace()).orFail());
  }

  @Test
  @Order(7)
  void clusterInWhichARecommendationIsInPreviewIsLeftOutOfItsPool() {
    embedded.create(PREVIEW);
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

  private static void awaitReport(Ratio expected) {
    await()
        .atMost(90, SECONDS)
        .pollInterval(100, MILLISECONDS)
        .untilAsserted(() -> {
          ClusterScoreReport report =
              api.client().resources(ClusterScoreReport.class).withName("cluster").get();
          assertThat(report).isNotNull();
          assertThat(report.getStatus()).isNotNull();
          assertThat(display(report.getStatus())).isEqualTo(expected.display());
        });
  }

  private static ScoreReportStatus report() {
    return api.client()
        .resources(ClusterScoreReport.class)
        .withName("cluster")
        .require()
        .getStatus();
  }

  private static void apply(String yaml) throws IOException {
    Path file = Files.createTempFile(folder, "apply", ".yaml");
    Files.writeString(file, yaml);
    api.kubectl("apply", "-f", file.toString()).orFail();
  }
}
