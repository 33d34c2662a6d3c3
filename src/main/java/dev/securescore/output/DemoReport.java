package dev.securescore.output;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.Display;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.OpenFindings;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a cluster as kubectl would list them.
 *
 * @param reports of namespaces
 * @param clusterReports of the cluster and its platform
 * @param recommendations of the library
 */
public record DemoReport(
    List<ScoreReport> reports,
    List<ClusterScoreReport> clusterReports,
    List<SecurityRecommendation> recommendations) {

  private static final List<String> COLUMNS =
      List.of(
          "NAME",
          "SCORE",
          "GRADE",
          "7D",
          "CRITICAL",
          "HIGH",
          "EXEMPT",
          "COVERAGE",
          "TOP FIX",
          "AGE");

  /** Whether every namespace with a score has a report that says the same as the engine. */
  public boolean agreesWith(Engine engine) {
    Map<String, String> written =
        reports.stream()
            .collect(
                Collectors.toMap(
                    report -> report.getMetadata().getNamespace(),
                    report -> points(report.getStatus()),
                    (first, other) -> first));
    boolean namespaces =
        engine.namespaces().keySet().stream()
            .allMatch(name ->
                agrees(
                    engine,
                    new Scope.Namespace(name, LabelSelector.EVERYTHING),
                    written.getOrDefault(name, "")));
    return namespaces
        && agrees(engine, new Scope.Cluster(), of(ClusterScoreReport.CLUSTER))
        && agrees(engine, new Scope.Platform(), of(ClusterScoreReport.PLATFORM));
  }

  private String of(String name) {
    return clusterReports.stream()
        .filter(report -> report.getMetadata().getName().equals(name))
        .map(report -> points(report.getStatus()))
        .findFirst()
        .orElse("");
  }

  private static boolean agrees(Engine engine, Scope scope, String written) {
    var snapshot = engine.snapshot(scope, LabelSelector.EVERYTHING, 0);
    return snapshot.counts().judged() == 0
        || dev.securescore.scoring.Display.points(snapshot.score()).equals(written);
  }

  private static String points(@Nullable ScoreReportStatus status) {
    return status == null || status.display() == null
        ? ""
        : Objects.requireNonNullElse(status.display().points(), "");
  }

  /** The reports as kubectl lists them, and what to do next. */
  public static String text(DemoReport report, Instant now, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Paint.QUIET, "$ kubectl get scorereports -A"));
    lines.addAll(namespaces(report, now).lines(screen));
    lines.add("");
    lines.add(screen.paint(Paint.QUIET, "$ kubectl get clusterscorereports"));
    Table clusters = new Table(COLUMNS.toArray(String[]::new));
    report.clusterReports().stream()
        .sorted(Comparator.comparing(each -> each.getMetadata().getName()))
        .forEach(each -> clusters.add(cells(each, each.getStatus(), now).toArray()));
    lines.addAll(clusters.lines(screen));
    lines.add("");
    lines.add(screen.paint(Paint.QUIET, "$ kubectl secure-score"));
    String status =
        report
            .status()
            .map(each -> StatusTable.of(each, now, screen))
            .orElse("no report of the cluster\n");
    return String.join("\n", lines) + "\n" + status;
  }

  private Optional<ClusterStatus> status() {
    Map<String, ClusterStatus.Known> known =
        recommendations.stream()
            .collect(Collectors.toMap(each -> each.getMetadata().getName(), DemoReport::known));
    return clusterReports.stream()
        .filter(each -> each.getMetadata().getName().equals(ClusterScoreReport.CLUSTER))
        .filter(each -> each.getStatus() != null)
        .map(each -> ClusterStatus.of("demo", each.getStatus(), known))
        .findFirst();
  }

  private static ClusterStatus.Known known(SecurityRecommendation recommendation) {
    @Nullable SecurityRecommendationStatus status = recommendation.getStatus();
    return new ClusterStatus.Known(
        recommendation.getSpec(),
        status == null
            ? new SecurityRecommendationStatus(
                null, null, List.of(), null, null, null, null, null, null)
            : status);
  }

  private static Table namespaces(DemoReport report, Instant now) {
    List<String> headings = new ArrayList<>(COLUMNS);
    headings.addFirst("NAMESPACE");
    Table table = new Table(headings.toArray(String[]::new));
    report.reports().stream()
        .sorted(
            Comparator.comparing((ScoreReport each) -> each.getMetadata().getNamespace())
                .thenComparing(each -> each.getMetadata().getName()))
        .forEach(each -> {
          List<Object> cells = cells(each, each.getStatus(), now);
          cells.addFirst(each.getMetadata().getNamespace());
          table.add(cells.toArray());
        });
    return table;
  }

  private static List<Object> cells(
      CustomResource<?, ?> report, @Nullable ScoreReportStatus status, Instant now) {
    @Nullable Display display = status == null ? null : status.display();
    @Nullable OpenFindings open = status == null ? null : status.open();
    List<Object> cells = new ArrayList<>();
    cells.add(report.getMetadata().getName());
    cells.add(text(display == null ? null : display.score()));
    cells.add(text(display == null ? null : display.grade()));
    cells.add(text(display == null ? null : display.change7d()));
    cells.add(text(open == null ? null : open.critical()));
    cells.add(text(open == null ? null : open.high()));
    cells.add(text(open == null ? null : open.exempt()));
    cells.add(text(display == null ? null : display.coverage()));
    cells.add(text(display == null ? null : display.topFix()));
    cells.add(age(report.getMetadata().getCreationTimestamp(), now));
    return cells;
  }

  private static String age(@Nullable String created, Instant now) {
    return created == null
        ? ""
        : StatusTable.age(Duration.between(Instant.parse(created), now)).replace(" ", "");
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
