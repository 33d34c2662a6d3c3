package dev.securescore.engine;

import dev.securescore.scoring.Tally;
import java.util.List;

/** The rows of a scope at one moment with what makes numbers of them; nothing in it changes. */
record Taken(SnapshotMaker maker, ScopeRows rows) {

  Snapshot make(int most) {
    return maker.make(rows, most);
  }

  List<Snapshot.Standing> standings() {
    return maker.standings(rows);
  }

  Totals totals() {
    return new Totals(maker.tallies(rows), maker.exposedCritical(rows));
  }

  List<Tally> tallies() {
    return maker.tallies(rows);
  }
}
