package dev.securescore.operator.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the order in which they are due, each at most once.
 *
 * <p>Of two that are due at the same time the one that was added first is first. Not thread-safe.
 */
final class DueQueue {

  private final Map<WriteKey, Due> byKey = new HashMap<>();
  private final NavigableSet<Due> ordered =
      new TreeSet<>(Comparator.comparing(Due::time).thenComparing(Due::number));
  private long number;

  private record Due(Instant time, long number, WriteKey key) {}

  /** Makes a key due at a time; one that is due earlier stays so. */
  void add(WriteKey key, Instant time) {
    @Nullable Due known = byKey.get(key);
    if (known == null || known.time().isAfter(time)) {
      remove(key);
      Due due = new Due(time, number++, key);
      byKey.put(key, due);
      ordered.add(due);
    }
  }

  void remove(WriteKey key) {
    @Nullable Due known = byKey.remove(key);
    if (known != null) {
      ordered.remove(known);
    }
  }

  /** Whether anything is due. */
  boolean isDue(Instant now) {
    return !ordered.isEmpty() && !ordered.first().time().isAfter(now);
  }

  /**
   * Takes out what is due, the longest due first.
   *
   * @param mayGo asked once for each key that is due; the rest stays
   */
  List<WriteKey> take(Instant now, Predicate<WriteKey> mayGo) {
    List<WriteKey> taken = new ArrayList<>();
    for (Due due : ordered) {
      if (due.time().isAfter(now)) {
        break;
      }
      if (mayGo.test(due.key())) {
        taken.add(due.key());
      }
    }
    taken.forEach(this::remove);
    return taken;
  }
}
