package dev.securescore.report;

import dev.securescore.api.Display;
import dev.securescore.api.HistoryEntry;
import dev.securescore.api.MilliPoints;
import dev.securescore.api.OpenFindings;
import dev.securescore.api.RecommendationScore;
import dev.securescore.api.ResourceCounts;
import dev.securescore.api.ScoreChange;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.Truncated;
import dev.securescore.engine.Snapshot;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of a score report; bounded whatever it is about, and of one moment. */
public final class ScoreReports {

  /** The most resources that a report names. */
  public static final int WORST = 10;

  private static final int MOST_RECOMMENDATIONS = 256;
  private static final int MOST_EXCLUDED = 100;

  private ScoreReports() {}

  /** The status of a report on one namespace or a part of it. */
  public static ScoreReportStatus ofNamespace(ReportRequest request) {
    return status(request, false);
  }

  /** The status of a report on several namespaces: it names the namespaces and the excluded. */
  public static ScoreReportStatus ofCluster(ReportRequest request) {
    return status(request, true);
  }

  /** Whether two statuses say the same, whenever each was confirmed. */
  public static boolean saySame(ScoreReportStatus one, ScoreReportStatus other) {
    return confirmed(one, null).equals(confirmed(other, null));
  }

  private static ScoreReportStatus status(ReportRequest request, boolean cluster) {
    Snapshot snapshot = request.snapshot();
    Score score = snapshot.score();
    List<String> excluded =
        cluster
            ? snapshot.catalog().policy().excludedNamespaces().stream().sorted().toList()
            : List.of();
    List<HistoryEntry> before = request.before().map(ScoreReportStatus::history).orElse(List.of());
    History history = History.of(before, request.today(), score.percent());
    Display display = display(request, history);
    List<RecommendationScore> lines = ReportLines.recommendations(score, snapshot.catalog());
    return new ScoreReportStatus(
        request.generation(),
        request.time(),
        new ReportConditions(request).all(),
        score.percent().map(Fraction::floor).orElse(null),
        new MilliPoints(score.milliPoints(), score.maximumMilliPoints(), score.raw().milliPoints()),
        score.coverage().percent().floor(),
        open(score),
        resources(snapshot.counts()),
        display,
        ReportLines.catalog(snapshot.catalog(), request.recommendationCount()),
        lastChange(request, display),
        lines.stream().limit(MOST_RECOMMENDATIONS).toList(),
        snapshot.resources().stream()
            .limit(WORST)
            .map(standing -> ReportLines.resource(standing, cluster))
            .toList(),
        truncated(snapshot, lines.size(), excluded),
        history.days(),
        cluster ? snapshot.namespaces() : null,
        excluded.stream().limit(MOST_EXCLUDED).toList());
  }

  private static Display display(ReportRequest request, History history) {
    Snapshot snapshot = request.snapshot();
    Score score = snapshot.score();
    Optional<Grade> grade = snapshot.grade();
    return new Display(
        dev.securescore.scoring.Display.score(score),
        grade.map(present -> present.letter().toString()).orElse("-"),
        grade.map(Grade::cappedBy).orElse(List.of()),
        dev.securescore.scoring.Display.score(score.raw()),
        dev.securescore.scoring.Display.points(score),
        dev.securescore.scoring.Display.coverage(score.coverage()),
        history.changeInAWeek(request.today()).orElse(null),
        score.contributions().stream()
            .filter(contribution -> !contribution.gain().isZero())
            .findFirst()
            .map(ScoreReports::topFix)
            .orElse(null),
        snapshot.forecast().map(dev.securescore.scoring.Display::score).orElse(null));
  }

  private static String topFix(Contribution contribution) {
    return contribution.tally().recommendation()
        + " ("
        + dev.securescore.scoring.Display.signedGain(contribution.gain())
        + ")";
  }

  private static OpenFindings open(Score score) {
    return new OpenFindings(
        score.open(Severity.CRITICAL),
        score.open(Severity.HIGH),
        score.open(Severity.MEDIUM),
        score.open(Severity.LOW),
        score.exempt());
  }

  private static ResourceCounts resources(Snapshot.Counts counts) {
    return new ResourceCounts(
        counts.judged(),
        counts.withFindings(),
        counts.finished(),
        counts.settling(),
        Math.clamp(counts.replicas(), 0, 1_000_000_000));
  }

  private static @Nullable ScoreChange lastChange(ReportRequest request, Display display) {
    @Nullable ScoreReportStatus before = request.previous();
    @Nullable Display shown = before == null ? null : before.display();
    if (before == null || shown == null || shown.score() == null || display.score() == null) {
      return null;
    }
    String from = withoutMark(shown.score());
    String to = withoutMark(display.score());
    return from.equals(to)
        ? before.lastChange()
        : new ScoreChange(
            request.time(),
            from,
            to,
            Causes.of(before, request.snapshot(), request.exemptionCauses()));
  }

  private static String withoutMark(String score) {
    return score.replace("?", "");
  }

  private static @Nullable Truncated truncated(
      Snapshot snapshot, int lines, List<String> excluded) {
    Truncated truncated =
        new Truncated(
            Math.max(0, lines - MOST_RECOMMENDATIONS),
            snapshot.resourcesWithPoints() - Math.min(WORST, snapshot.resources().size()),
            ReportLines.truncatedInactive(snapshot.catalog()),
            Math.max(0, excluded.size() - MOST_EXCLUDED));
    return truncated.equals(new Truncated(0, 0, 0, 0)) ? null : truncated;
  }

  private static ScoreReportStatus confirmed(ScoreReportStatus status, @Nullable String time) {
    return new ScoreReportStatus(
        status.observedGeneration(),
        time,
        status.conditions(),
        status.score(),
        status.milliPoints(),
        status.coverage(),
        status.open(),
        status.resources(),
        status.display(),
        status.catalog(),
        status.lastChange(),
        status.recommendations(),
        status.worst(),
        status.truncated(),
        status.history(),
        status.namespaces(),
        status.excludedNamespaces());
  }
}
