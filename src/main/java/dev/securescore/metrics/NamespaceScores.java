package dev.securescore.metrics;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Fingerprint;
import dev.securescore.engine.CountsVersion;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How each namespace stands, kept from one scrape to the next while its counts stay: few of
 * thousands change in between.
 */
final class NamespaceScores {

  private final Engine engine;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /** What a namespace showed last, and what it was made of. */
  private record Kept(Origin origin, List<Series.Point> points) {}

  /** What numbers were made of. */
  private record Origin(Fingerprint catalog, CountsVersion counts, String scope) {}

  NamespaceScores(Engine engine) {
    this.engine = engine;
  }

  /**
   * Adds how a namespace stands.
   *
   * @param catalog the catalogue of this scrape
   * @param counting those of its recommendations that count, by name
   */
  void show(Series series, String name, String scope, Catalog catalog, Set<String> counting) {
    // Asked for before the counts: counts that change in between are kept as older than they are.
    Origin origin = new Origin(catalog.revision(), engine.version(name), scope);
    @Nullable Kept last = kept.get(name);
    if (last == null || !last.origin().equals(origin)) {
      last = new Kept(origin, points(name, scope, counting));
      kept.put(name, last);
    }
    series.addAll(last.points());
  }

  private List<Series.Point> points(String name, String scope, Set<String> counting) {
    Series own = new Series();
    Headline.NAMESPACE.show(
        own,
        engine.totals(new Scope.Namespace(name, LabelSelector.EVERYTHING)),
        counting,
        name,
        scope);
    return own.points();
  }

  /** Forgets every other namespace. */
  void keep(Set<String> names) {
    kept.keySet().retainAll(names);
  }
}
