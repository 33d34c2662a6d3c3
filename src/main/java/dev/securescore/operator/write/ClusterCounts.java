package dev.securescore.operator.write;

import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.report.RecommendationStanding;
import dev.securescore.report.RecommendationStatuses;
import dev.securescore.report.Spread;
import dev.securescore.scoring.Tally;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The counts of all recommendations at one look, so that a look serves all their statuses. */
final class ClusterCounts {

  private final Engine engine;
  private final Readiness readiness;

  private volatile RecommendationStatuses latest =
      new RecommendationStatuses(Catalog.empty(), Map.of(), Map.of(), Map.of(), false);

  ClusterCounts(Engine engine, Readiness readiness) {
    this.engine = engine;
    this.readiness = readiness;
  }

  /** What the latest look saw. */
  RecommendationStatuses latest() {
    return latest;
  }

  /** Looks again; returns the recommendations whose numbers are others than at the last look. */
  Set<String> look() {
    boolean completeBefore = readiness.isComplete();
    Catalog catalog = engine.catalog();
    List<Tally> tallies = engine.tallies(new Scope.Cluster());
    while (!catalog.equals(engine.catalog())) {
      catalog = engine.catalog();
      tallies = engine.tallies(new Scope.Cluster());
    }
    boolean complete = completeBefore && readiness.isComplete();
    Map<String, RecommendationStanding> before = latest.standings();
    Map<String, RecommendationStanding> now = RecommendationStanding.of(catalog, tallies);
    Map<String, Spread> spreadsBefore = latest.spreads();
    Map<String, Spread> spreads = Spread.of(engine);
    latest = new RecommendationStatuses(catalog, now, spreads, engine.unavailable(), complete);
    return now.keySet().stream()
        .filter(name ->
            !Objects.equals(now.get(name), before.get(name))
                || !Objects.equals(spreads.get(name), spreadsBefore.get(name)))
        .collect(Collectors.toSet());
  }
}
