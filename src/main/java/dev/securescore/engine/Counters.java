package dev.securescore.engine;

import dev.securescore.evaluation.Verdict;

/** How many resources have each verdict, for each column; kept by adding and taking away rows. */
final class Counters {

  private static final int STATES = Verdict.values().length;

  private final int[] counts;

  Counters(int columns) {
    this.counts = new int[columns * STATES];
  }

  void add(Row row) {
    change(row, 1);
  }

  void remove(Row row) {
    change(row, -1);
  }

  private void change(Row row, int by) {
    for (int column = row.asked().nextSetBit(0);
        column >= 0;
        column = row.asked().nextSetBit(column + 1)) {
      counts[column * STATES + row.verdicts().get(column).ordinal()] += by;
    }
  }

  void addAll(Counters other) {
    for (int index = 0; index < counts.length; index++) {
      counts[index] += other.counts[index];
    }
  }

  int get(int column, Verdict verdict) {
    return counts[column * STATES + verdict.ordinal()];
  }
}
