package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tells how resources stand within a scope; most have the verdicts of another. For one thread. */
final class Standings {

  private final Catalog catalog;
  private final BitSet scored;
  private final Score score;
  private final Map<Decisive, Numbers> known = new HashMap<>();

  Standings(Catalog catalog, BitSet scored, Score score) {
    this.catalog = catalog;
    this.scored = scored;
    this.score = score;
  }

  /** All that decides how a resource stands. */
  private record Decisive(BitSet asked, Verdicts verdicts, Exempted exempted) {}

  /** How it stands. */
  private record Numbers(
      Optional<Fraction> percent, Fraction gain, List<String> failing, List<String> exempt) {}

  Snapshot.Standing of(Row row) {
    Numbers numbers =
        known.computeIfAbsent(
            new Decisive(row.asked(), row.verdicts(), row.exempted()), _ -> numbers(row));
    return new Snapshot.Standing(
        row.id(),
        numbers.percent(),
        numbers.gain(),
        numbers.failing(),
        numbers.exempt(),
        row.managedBy());
  }

  private Numbers numbers(Row row) {
    int healthy = 0;
    int total = 0;
    for (int column = scored.nextSetBit(0); column >= 0; column = scored.nextSetBit(column + 1)) {
      int points = catalog.judged().get(column).points();
      healthy += row.isHealthy(column) ? points : 0;
      total += row.isHealthy(column) || row.isUnhealthy(column) ? points : 0;
    }
    List<String> failing =
        scored.stream()
            .filter(row::isUnhealthy)
            .mapToObj(catalog.judged()::get)
            .sorted(
                Comparator.comparingInt(Recommendation::points)
                    .reversed()
                    .thenComparing(Recommendation::name))
            .map(Recommendation::name)
            .toList();
    return new Numbers(
        total == 0 ? Optional.empty() : Optional.of(Fraction.of(100L * healthy, total)),
        score.gainOfFixing(failing),
        failing,
        IntStream.range(0, catalog.judged().size())
            .filter(row.exempted()::covers)
            .mapToObj(column -> catalog.judged().get(column).name())
            .toList());
  }
}
