package dev.securescore.engine;

import dev.securescore.evaluation.Verdict;

/**
 * How many resources have each verdict, for each column, and how many findings are exempt; kept by
 * adding and taking away rows.
 */
final class Counters {

  private static final int STATES = Verdict.values().length;

  private final int[] counts;
  private final int[] mitigated;
  private final int[] waived;

  Counters(int columns) {
    this.counts = new int[columns * STATES];
    this.mitigated = new int[columns];
    this.waived = new int[columns];
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
    row.exempted().mitigated().stream().forEach(column -> mitigated[column] += by);
    row.exempted().waived().stream().forEach(column -> waived[column] += by);
  }

  void addAll(Counters other) {
    addAll(counts, other.counts);
    addAll(mitigated, other.mitigated);
    addAll(waived, other.waived);
  }

  private static void addAll(int[] sums, int[] more) {
    for (int index = 0; index < sums.length; index++) {
      sums[index] += more[index];
    }
  }

  int mitigated(int column) {
    return mitigated[column];
  }

  int waived(int column) {
    return waived[column];
  }

  /** How many have a verdict, whatever exemptions say. */
  int get(int column, Verdict verdict) {
    return counts[column * STATES + verdict.ordinal()];
  }
}
