package dev.securescore.cel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {

  private static final int MAXIMUM_DISTANCE = 2;

  private Suggestion() {}

  /** {@code , did you mean 'x'?}, or nothing if no name is close. */
  public static String forName(String typed, Collection<String> names) {
    return nearest(typed, names).map(name -> ", did you mean '%s'?".formatted(name)).orElse("");
  }

  private static Optional<String> nearest(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> Math.abs(name.length() - typed.length()) <= MAXIMUM_DISTANCE)
        .filter(name -> distance(typed, name) <= Math.min(MAXIMUM_DISTANCE, typed.length() - 1))
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The number of characters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
