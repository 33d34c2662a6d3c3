package dev.securescore.metrics;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Fingerprint;
import dev.securescore.engine.CountsVersion;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Totals;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private record Kept(Place place, CountsVersion version, List<Series.Point> points) {}

  /** Under which catalogue and as part of which scope a namespace is shown. */
  private record Place(Fingerprint catalog, String scope) {}

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
    Place place = new Place(catalog.revision(), scope);
    @Nullable Kept last = kept.get(name);
    @Nullable CountsVersion known =
        last == null || !last.place().equals(place) ? null : last.version();
    Kept now =
        engine
            .totals(name, known)
            .map(totals ->
                new Kept(place, totals.version(), points(totals.totals(), counting, name, scope)))
            .orElse(last);
    kept.put(name, Objects.requireNonNull(now));
    series.addAll(now.points());
  }

  private static List<Series.Point> points(
      Totals totals, Set<String> counting, String name, String scope) {
    Series own = new Series();
    Headline.NAMESPACE.show(own, totals, counting, name, scope);
    return own.points();
  }

  /** Forgets every other namespace. */
  void keep(Set<String> names) {
    kept.keySet().retainAll(names);
  }
}
