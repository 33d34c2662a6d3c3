package dev.securescore.report;

import dev.securescore.api.CatalogState;
import dev.securescore.api.ChangeCause;
import dev.securescore.api.MilliPoints;
import dev.securescore.api.RecommendationScore;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.engine.Snapshot;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a score changed, as far as two statuses can tell: nothing is named that is only likely.
 *
 * <p>What resources did is told by recommendation, and only under an unchanged catalogue and an
 * unchanged sum of points; there the changes of the recommendations add up exactly.
 */
final class Causes {

  private static final int MOST = 5;
  private static final int MILLI = 1000;

  private final ScoreReportStatus before;
  private final Snapshot now;

  private Causes(ScoreReportStatus before, Snapshot now) {
    this.before = before;
    this.now = now;
  }

  /**
   * The causes, exemptions first.
   *
   * @param exemptions what is known of exemptions that came, went or changed since
   */
  static List<ChangeCause> of(
      ScoreReportStatus before, Snapshot now, List<ChangeCause> exemptions) {
    List<ChangeCause> causes = new ArrayList<>(exemptions);
    Causes others = new Causes(before, now);
    Optional.ofNullable(before.catalog())
        .map(CatalogState::revision)
        .map(revision ->
            revision.equals(now.catalog().revision().toString())
                ? others.resources()
                : others.recommendations())
        .ifPresent(causes::addAll);
    return causes.stream().limit(MOST).toList();
  }

  private Map<String, RecommendationScore> lines() {
    return before.recommendations().stream()
        .collect(Collectors.toMap(RecommendationScore::name, Function.identity(), (a, b) -> a));
  }

  private List<ChangeCause> recommendations() {
    Score score = now.score();
    Map<String, Long> maxima = new HashMap<>();
    score
        .contributions()
        .forEach(each -> maxima.put(each.tally().recommendation(), each.maximumMilliPoints()));
    List<ChangeCause> changed =
        lines().values().stream()
            .filter(line ->
                now.catalog().find(line.name()).isEmpty()
                    || !Objects.equals(
                        maxima.getOrDefault(line.name(), line.maxMilliPoints()),
                        line.maxMilliPoints()))
            .map(line -> new ChangeCause("RecommendationChanged", line.name(), null))
            .toList();
    return changed.isEmpty()
        ? List.of(new ChangeCause("RecommendationChanged", null, null))
        : changed;
  }

  private List<ChangeCause> resources() {
    @Nullable MilliPoints points = before.milliPoints();
    if (points == null || points.maximum() != now.score().maximumMilliPoints()) {
      return List.of();
    }
    Map<String, RecommendationScore> lines = lines();
    return now.score().contributions().stream()
        .flatMap(each ->
            Optional.ofNullable(lines.get(each.tally().recommendation()))
                .flatMap(line -> resources(line, each))
                .stream())
        .toList();
  }

  private Optional<ChangeCause> resources(RecommendationScore line, Contribution contribution) {
    Tally tally = contribution.tally();
    int total = line.healthy() + line.unhealthy();
    if (total == 0 || line.exempt() != tally.exempt()) {
      return Optional.empty();
    }
    String change =
        Display.change(
            share(line.healthy(), total, tally), share(tally.healthy(), tally.total(), tally));
    return change.equals("0")
        ? Optional.empty()
        : Optional.of(new ChangeCause(type(line, total, tally), tally.recommendation(), change));
  }

  private static String type(RecommendationScore line, int total, Tally tally) {
    if (total != tally.total()) {
      return "ResourcesChanged";
    }
    return tally.unhealthy() < line.unhealthy() ? "ResourceFixed" : "ResourceRegressed";
  }

  /** What a recommendation gives to the score, in percent. */
  private Fraction share(int healthy, int total, Tally tally) {
    long maximum = now.score().maximumMilliPoints() / MILLI;
    return Fraction.of(100L * tally.points() * healthy, total * Math.max(1, maximum));
  }
}
