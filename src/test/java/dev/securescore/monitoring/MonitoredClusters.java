package dev.securescore.monitoring;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.Display;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.monitoring.Paper.Ratio;
import dev.securescore.monitoring.Paper.Workload;
import dev.securescore.operator.OperatorSettings;
import dev.securescore.operator.RunningOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two clusters with operators, and a real Prometheus with our rules that scrapes them: {@code
 * first} is a real API server, {@code second} the embedded API.
 */
final class MonitoredClusters implements AutoCloseable {

  static final Workload CART = new Workload("shop", "cart", false, true, true);
  private static final Workload DATABASE = new Workload("shop", "db", false, false, true);
  static final List<Workload> FIRST =
      List.of(
          CART,
          DATABASE,
          new Workload("shop", "web", true, false, false),
          new Workload("back", "api", false, true, false),
          new Workload("back", "job", false, true, true),
          new Workload("back", "old", true, false, false));
  static final List<Workload> SECOND =
      List.of(
          new Workload("pay", "one", false, true, false),
          new Workload("pay", "two", false, false, false),
          new Workload("pay", "three", false, true, false),
          new Workload("pay", "four", false, false, true));
  private static final Workload AGENT = new Workload("kube-system", "agent", true, false, false);
  static final Predicate<Workload> EXEMPT = each -> each.name().equals("db");

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
  private final Path folder;
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final KubeApi api;
  private final RunningOperator first;
  private final EmbeddedCluster second;
  private final Prometheus prometheus;

  /** Starts everything; what had started is closed where something fails. */
  MonitoredClusters(Path folder) throws IOException {
    this.folder = folder;
    PrometheusPrograms.require();
    try {
      api = KubeApi.own();
      closing.push(api::close);
      apply(beforehand());
      first = RunningOperator.on(api, settings("first"));
      closing.push(first::close);
      second = EmbeddedCluster.start(settings("second"), Paper.RECOMMENDATIONS, SECOND);
      closing.push(second::close);
      prometheus =
          Prometheus.scraping(folder, Map.of("first", port(), "second", second.operator().port()));
      closing.push(prometheus::close);
      awaitReport(Paper.score(FIRST, EXEMPT));
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static String beforehand() {
    String expires = Instant.now().plus(Duration.ofDays(3)).truncatedTo(SECONDS).toString();
    return Stream.of(
            Stream.of("shop", "back", "secure-score").map(MonitoredClusters::namespace),
            Stream.of(Paper.RECOMMENDATIONS),
            FIRST.stream().map(Workload::manifest),
            Stream.of(AGENT.manifest(), EXEMPTION.formatted(expires)))
        .flatMap(each -> each)
        .collect(Collectors.joining("---\n"));
  }

  private static String namespace(String name) {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n";
  }

  /** With every metric shown; only a real API server has leases. */
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

  KubeApi api() {
    return api;
  }

  Prometheus prometheus() {
    return prometheus;
  }

  /** The port at which the operator of the real API server answers. */
  int port() {
    return first.operator().port();
  }

  /** Creates an object in the second cluster. */
  void createInSecond(String yaml) {
    second.create(yaml);
  }

  /** Applies manifests to the first cluster. */
  void apply(String yaml) throws IOException {
    Path file = Files.createTempFile(folder, "apply", ".yaml");
    Files.writeString(file, yaml);
    api.kubectl("apply", "-f", file.toString()).orFail();
  }

  /** Waits until the report of the first cluster shows a score. */
  void awaitReport(Ratio expected) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          ClusterScoreReport report =
              api.client().resources(ClusterScoreReport.class).withName("cluster").get();
          assertThat(report).isNotNull();
          assertThat(report.getStatus()).isNotNull();
          assertThat(display(report.getStatus())).isEqualTo(expected.display());
        });
  }

  /** The report of the first cluster as it is. */
  ScoreReportStatus report() {
    return api.client()
        .resources(ClusterScoreReport.class)
        .withName("cluster")
        .require()
        .getStatus();
  }

  /** The score of a report as people see it. */
  static String display(ScoreReportStatus status) {
    return Optional.ofNullable(status.display()).map(Display::score).orElse("-").replace("?", "");
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
