package dev.securescore.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers the gauges of one scrape, or of a part of it. */
final class Series {

  private final List<Point> points = new ArrayList<>();

  /** One gauge with its value. */
  record Point(Metric metric, GaugeDataPointSnapshot value) {}

  void add(Metric metric, double value, String... labels) {
    points.add(
        new Point(
            metric,
            GaugeDataPointSnapshot.builder()
                .labels(Labels.of(metric.labels().toArray(String[]::new), labels))
                .value(value)
                .build()));
  }

  void addAll(List<Point> more) {
    points.addAll(more);
  }

  List<Point> points() {
    return List.copyOf(points);
  }

  MetricSnapshots snapshots() {
    Map<Metric, List<GaugeDataPointSnapshot>> byMetric = new EnumMap<>(Metric.class);
    points.forEach(point ->
        byMetric.computeIfAbsent(point.metric(), _ -> new ArrayList<>()).add(point.value()));
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    byMetric.forEach((metric, values) ->
        snapshots.metricSnapshot(
            new GaugeSnapshot(new MetricMetadata(metric.text(), metric.help()), values)));
    return snapshots.build();
  }
}
