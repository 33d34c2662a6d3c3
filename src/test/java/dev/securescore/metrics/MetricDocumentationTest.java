package dev.securescore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricDocumentationTest {

  private static final String INTRODUCTION =
      """
      # Metrics

      At `/metrics`, port 8080, as Prometheus text or OpenMetrics. This page is made of the list in the code:
      `mvn test -Dtest=MetricDocumentationTest -Dsecure-score.update=true` writes it.

      Scores are of the moment of the scrape; they do not wait for a report to be written. Only the leader shows them, once it has read
      everything, so that a sum over replicas is right. The namespace that is judged is in `resource_namespace`: `namespace` is the operator's own.

      Rules and alerts are in `config/prometheus` and in the chart, each alert with its [runbook](runbooks.md); dashboards are in `config/grafana`.
      That of the fleet reads the rules, so bring both.
      Never average scores. Any set of clusters that count the same recommendations has this score, exactly. The rule
      `fleet:secure_score_ratio:pooled` keeps it, and is right also where a recommendation is in Preview in some clusters, and while two
      replicas show it. While a lease moves nobody shows scores; a cluster then stays in the pool with what it showed last, for ten minutes
      at most, so one that is gone for good leaves the pool ten minutes later:

          sum(
              max by (recommendation) (secure_score_recommendation_points)
            * (  sum by (recommendation) (secure_score_resources{verdict="healthy"})
               / (sum by (recommendation) (secure_score_resources{verdict=~"healthy|unhealthy"}) > 0))
          )
          /
          sum(
              max by (recommendation) (secure_score_recommendation_points)
            * ((sum by (recommendation) (secure_score_resources{verdict=~"healthy|unhealthy"}) > 0) ^ 0)
          )

      The operator's other metrics are those of Micrometer for Java (`jvm_*`, `process_*`) and of the Java Operator SDK (`operator_sdk_*`).

      | metric | type | labels | shown | what it says |
      | --- | --- | --- | --- | --- |
      """;

  static String page() {
    return INTRODUCTION
        + Arrays.stream(Metric.values())
            .map(MetricDocumentationTest::row)
            .collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            metric.text(),
            metric.type().name().toLowerCase(Locale.ROOT),
            metric.labels().stream()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", ")),
            metric.shown().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            metric.help());
  }

  @Test
  void pageIsWhatTheListSays() throws IOException {
    Path file = Project.root().resolve("docs/metrics.md");
    if (Boolean.getBoolean("secure-score.update")) {
      Files.writeString(file, page());
    }

    assertThat(Files.readString(file))
        .as("write it: mvn test -Dtest=MetricDocumentationTest -Dsecure-score.update=true")
        .isEqualTo(page());
  }

  @Test
  void namesFollowPrometheus() {
    for (Metric metric : Metric.values()) {
      assertThat(metric.text()).matches("secure_score_[a-z_]+");
      assertThat(metric.text().endsWith("_total")).isEqualTo(metric.type() == Metric.Type.COUNTER);
      assertThat(metric.labels()).doesNotContain("namespace");
      assertThat(metric.help()).endsWith(".").doesNotContain("|");
    }
  }
}
