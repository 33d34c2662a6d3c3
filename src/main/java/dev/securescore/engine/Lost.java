package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Weighs what each resource costs a scope; doubles suffice to sort, people see exact numbers. */
final class Lost {

  private final BitSet scored;
  private final double[] pointsEach;

  Lost(Catalog catalog, BitSet scored, Score score) {
    this.scored = scored;
    this.pointsEach = new double[catalog.judged().size()];
    Map<String, Integer> columns = new HashMap<>(catalog.columns());
    score
        .contributions()
        .forEach(contribution -> {
          Tally tally = contribution.tally();
          Integer column = columns.get(tally.recommendation());
          if (column != null) {
            pointsEach[column] = (double) tally.points() / tally.total();
          }
        });
  }

  /** A row and the points that fixing it would bring. */
  record Weighed(Row row, double share) {}

  /** The row with its weight; empty where it loses no points. */
  Optional<Weighed> weigh(Row row) {
    double share = 0;
    for (int column = scored.nextSetBit(0); column >= 0; column = scored.nextSetBit(column + 1)) {
      if (row.isUnhealthy(column)) {
        share += pointsEach[column];
      }
    }
    return share == 0 ? Optional.empty() : Optional.of(new Weighed(row, share));
  }
}
