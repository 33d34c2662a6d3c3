package dev.securescore.engine;

import dev.securescore.evaluation.Verdict;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One verdict for each recommendation of a catalogue, two bits a cell. */
record Verdicts(long[] words, int size) {

  private static final int CELLS_A_WORD = Long.SIZE / 2;
  private static final long CELL = 0b11;
  private static final Verdict[] BY_BITS = Verdict.values();

  static Verdicts of(int size, IntFunction<Verdict> verdict) {
    long[] words = new long[(size + CELLS_A_WORD - 1) / CELLS_A_WORD];
    for (int cell = 0; cell < size; cell++) {
      words[cell / CELLS_A_WORD] |= (long) verdict.apply(cell).ordinal() << shift(cell);
    }
    return new Verdicts(words, size);
  }

  Verdict get(int cell) {
    return BY_BITS[(int) (words[cell / CELLS_A_WORD] >>> shift(cell) & CELL)];
  }

  private static int shift(int cell) {
    return cell % CELLS_A_WORD * 2;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Verdicts verdicts
        && size == verdicts.size
        && Arrays.equals(words, verdicts.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return size + " verdicts";
  }
}
