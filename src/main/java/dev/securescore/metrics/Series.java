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

/** Gathers the gauges of one scrape. */
final class Series {

  private final Map<Metric, List<GaugeDataPointSnapshot>> points = new EnumMap<>(Metric.class);

  void add(Metric metric, double value, String... labels) {
    points
        .computeIfAbsent(metric, first -> new ArrayList<>())
        .add(
            GaugeDataPointSnapshot.builder()
                .labels(Labels.of(metric.labels().toArray(String[]::new), labels))
                .value(value)
                .build());
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    points.forEach((metric, values) ->
        snapshots.metricSnapshot(
            new GaugeSnapshot(new MetricMetadata(metric.text(), metric.help()), values)));
    return snapshots.build();
  }
}
