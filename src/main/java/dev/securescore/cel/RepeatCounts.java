package dev.securescore.cel;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how large a pattern becomes when its repeat counts are multiplied out.
 *
 * <p>Go's RE2 refuses nested counts over 1000; re2j compiles them all, so the size has to be known
 * before it starts. Every character counts as one state, and a repeated group as often as it may
 * repeat.
 */
final class RepeatCounts {

  private final String pattern;
  private final Deque<Long> enclosing = new ArrayDeque<>();
  private int position;
  private long total;
  private long last;

  private RepeatCounts(String pattern) {
    this.pattern = pattern;
  }

  /** The estimate; saturates far below overflow. */
  static long expandedSize(String pattern) {
    return new RepeatCounts(pattern).scan();
  }

  private long scan() {
    while (position < pattern.length()) {
      char character = pattern.charAt(position);
      switch (character) {
        case '\\' -> skipEscape();
        case '[' -> skipClass();
        case '(' -> {
          enclosing.push(total);
          total = 0;
          last = 0;
          position++;
        }
        case ')' -> {
          last = total + 2;
          total = (enclosing.isEmpty() ? 0 : enclosing.pop()) + last;
          position++;
        }
        case '{' -> repeat();
        default -> atom(1);
      }
    }
    while (!enclosing.isEmpty()) {
      total += enclosing.pop();
    }
    return total;
  }

  private void atom(int characters) {
    position += characters;
    last = 1;
    total++;
  }

  private void skipEscape() {
    if (!pattern.startsWith("\\Q", position)) {
      atom(2);
      return;
    }
    int end = pattern.indexOf("\\E", position);
    int length = (end < 0 ? pattern.length() : end) - position;
    atom(length + 2);
    total += length;
  }

  private void skipClass() {
    int end = position + 1;
    if (end < pattern.length() && pattern.charAt(end) == '^') {
      end++;
    }
    end++;
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    atom(end + 1 - position);
  }

  private void repeat() {
    int end = pattern.indexOf('}', position);
    String counts = end < 0 ? "" : pattern.substring(position + 1, end);
    int comma = counts.indexOf(',');
    String largest =
        comma < 0 || comma == counts.length() - 1 ? counts : counts.substring(comma + 1);
    long count = 0;
    for (int i = 0; i < largest.length() && Character.isDigit(largest.charAt(i)); i++) {
      count = Math.min(count * 10 + Character.digit(largest.charAt(i), 10), Integer.MAX_VALUE);
    }
    if (count == 0) {
      atom(1);
      return;
    }
    long repeated = Math.min(last * count, Integer.MAX_VALUE);
    total = Math.min(total - last + repeated, Integer.MAX_VALUE);
    last = repeated;
    position = end + 1;
  }
}
