package dev.securescore.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.api.MilliPoints;
import dev.securescore.monitoring.Paper.Ratio;
import dev.securescore.monitoring.Paper.Workload;
import dev.securescore.monitoring.Prometheus.Point;
import dev.securescore.operator.ReportLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What would take an hour: a bad deployment, another one, one fix, a rollback. Every value that
 * Prometheus shows is one of a report, in the same order, and the other way round.
 */
final class ScriptedHour {

  private static final String DROPPED =
      """
      count(ALERTS{alertname="SecureScoreDropped",cluster="first",scope="cluster"}) or vector(0)
      """;
  private static final Workload MINER = new Workload("shop", "miner", true, false, false);
  private static final List<Workload> USUAL = MonitoredClusters.FIRST;
  private static final List<Workload> WITH_MINER = with(USUAL, MINER);
  private static final List<List<Workload>> SCRIPT =
      List.of(
          USUAL,
          WITH_MINER,
          replaced(WITH_MINER, MonitoredClusters.CART.withPrivileged(true)),
          WITH_MINER,
          USUAL);

  private final MonitoredClusters clusters;
  private final Prometheus prometheus;
  private final String cluster =
      Dashboards.query("secure-score-cluster", "Score over time").with("first", "", "");
  private final String shop =
      Dashboards.query("secure-score-namespace", "Score over time").with("first", "shop", "");

  ScriptedHour(MonitoredClusters clusters) {
    this.clusters = clusters;
    this.prometheus = clusters.prometheus();
  }

  /** Plays it, and fails where Prometheus and the reports tell different stories. */
  void play() throws IOException {
    Instant start = Instant.now();
    try (ReportLog log = new ReportLog(clusters.api().client())) {
      List<Workload> before = USUAL;
      for (List<Workload> now : SCRIPT) {
        change(before, now);
        before = now;
        clusters.awaitReport(score(now));
        assertShown(score(now));
      }
      // Ranges are of whole seconds, and an alert ends with the evaluation after the scrape.
      await().atMost(30, SECONDS).untilAsserted(() -> assertStory(log, start, Instant.now()));
    }
  }

  private static Ratio score(List<Workload> workloads) {
    return Paper.score(workloads, MonitoredClusters.EXEMPT);
  }

  private void assertShown(Ratio expected) {
    MilliPoints points = Objects.requireNonNull(clusters.report().milliPoints());
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

  private void assertStory(ReportLog log, Instant start, Instant end) {
    assertThat(shown(prometheus.range(cluster, start, end)))
        .hasSize(SCRIPT.size())
        .isEqualTo(written(log, "", "cluster"))
        .isEqualTo(SCRIPT.stream().map(each -> score(each).display()).toList());
    assertThat(shown(prometheus.range(shop, start, end)))
        .hasSize(SCRIPT.size())
        .isEqualTo(written(log, "shop", "namespace"));
    assertThat(prometheus.range(DROPPED, start, end))
        .as("pending while it is low, gone with the recovery")
        .extracting(point -> point.value().intValue())
        .contains(1)
        .endsWith(0);
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
        .map(entry -> MonitoredClusters.display(entry.status()))
        .forEach(value -> {
          if (values.isEmpty() || !values.getLast().equals(value)) {
            values.add(value);
          }
        });
    return values;
  }

  private static List<Workload> with(List<Workload> workloads, Workload another) {
    return Stream.concat(workloads.stream(), Stream.of(another)).toList();
  }

  private static List<Workload> replaced(List<Workload> workloads, Workload other) {
    return workloads.stream().map(each -> each.name().equals(other.name()) ? other : each).toList();
  }

  private void change(List<Workload> before, List<Workload> now) throws IOException {
    Set<Workload> changed = new HashSet<>(now);
    before.forEach(changed::remove);
    for (Workload each : changed) {
      clusters.apply(each.manifest());
    }
    Set<String> names = now.stream().map(Workload::name).collect(Collectors.toSet());
    before.stream()
        .filter(each -> !names.contains(each.name()))
        .forEach(each ->
            clusters
                .api()
                .kubectl(
                    "delete", "deployment", each.name(), "-n", each.namespace(), "--wait=false")
                .orFail());
  }
}
