package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.KindName;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Computes a snapshot from the counters and rows of a scope. */
final class SnapshotMaker {

  private final Catalog catalog;
  private final BitSet scored;
  private final BitSet foreseen;
  private final Set<KindName> unavailable;

  SnapshotMaker(Catalog catalog, LabelSelector recommendations, Set<KindName> unavailable) {
    this.catalog = catalog;
    this.scored = catalog.scored(recommendations);
    this.foreseen = catalog.foreseen(recommendations);
    this.unavailable = unavailable;
  }

  /** The score of a scope. */
  Score score(ScopeRows scope) {
    return score(scored, scope);
  }

  private Score score(BitSet columns, ScopeRows scope) {
    return Score.of(columns.stream().mapToObj(column -> tally(column, scope)).toList());
  }

  private Optional<Score> forecast(ScopeRows scope) {
    return foreseen.equals(scored) ? Optional.empty() : Optional.of(score(foreseen, scope));
  }

  Snapshot make(ScopeRows scope, int most) {
    Score score = score(scope);
    Lost lost = new Lost(catalog, scored, score);
    Standings standings = standings(score);
    List<Lost.Weighed> losing =
        scope.rows().stream().flatMap(row -> lost.weigh(row).stream()).toList();
    List<Snapshot.Standing> worst =
        losing.stream()
            .sorted(
                Comparator.comparingDouble(Lost.Weighed::share)
                    .reversed()
                    .thenComparing(weighed -> weighed.row().id()))
            .limit(most)
            .map(weighed -> standings.of(weighed.row()))
            .toList();
    return new Snapshot(
        catalog,
        score,
        forecast(scope),
        exposedCritical(scope),
        counts(scope),
        worst,
        losing.size(),
        scope.namespaces(),
        unavailable);
  }

  /** How every resource stands, those without findings too, in order of identity. */
  List<Snapshot.Standing> standings(ScopeRows scope) {
    Standings standings = standings(score(scope));
    return scope.rows().stream()
        .map(standings::of)
        .sorted(Comparator.comparing(Snapshot.Standing::id))
        .toList();
  }

  /** The counts of every recommendation that judges, those in Preview too, in catalogue order. */
  List<Tally> tallies(ScopeRows scope) {
    return IntStream.range(0, catalog.judged().size())
        .mapToObj(column -> tally(column, scope))
        .toList();
  }

  private Tally tally(int column, ScopeRows scope) {
    Recommendation recommendation = catalog.judged().get(column);
    int unknown = (int) unavailable.stream().filter(recommendation.rule().kinds()::matches).count();
    Counters counters = scope.counters();
    int mitigated = counters.mitigated(column);
    int waived = counters.waived(column);
    return new Tally(
        recommendation.name(),
        recommendation.points(),
        recommendation.severity(),
        counters.get(column, Verdict.HEALTHY) + mitigated,
        counters.get(column, Verdict.UNHEALTHY) - mitigated - waived,
        mitigated,
        waived,
        counters.get(column, Verdict.NOT_APPLICABLE),
        counters.get(column, Verdict.NOT_EVALUATED) + unknown);
  }

  Snapshot.Standing standing(Row row, Score score) {
    return standings(score).of(row);
  }

  private Standings standings(Score score) {
    return new Standings(catalog, scored, score);
  }

  /** Open Critical findings that count, on resources reachable from outside. */
  int exposedCritical(ScopeRows scope) {
    BitSet critical = new BitSet();
    scored.stream()
        .filter(column -> catalog.judged().get(column).severity() == Severity.CRITICAL)
        .forEach(critical::set);
    return (int)
        scope.rows().stream()
            .filter(Row::exposed)
            .flatMap(row -> critical.stream().filter(row::isUnhealthy).boxed())
            .count();
  }

  private Snapshot.Counts counts(ScopeRows scope) {
    int judged = 0;
    int withFindings = 0;
    long replicas = 0;
    for (Row row : scope.rows()) {
      if (row.asked().intersects(scored)) {
        judged++;
        replicas += row.replicas();
        withFindings += scored.stream().anyMatch(row::isUnhealthy) ? 1 : 0;
      }
    }
    return new Snapshot.Counts(judged, withFindings, scope.finished(), scope.settling(), replicas);
  }
}
