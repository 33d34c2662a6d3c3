package dev.securescore.operator.write;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides when each key is written; knows no clock but the times it is given. Thread-safe.
 *
 * <p>The first write comes a second after the first change. A key that keeps changing is written
 * after 2, 4, 8 and then every 15 seconds; after 15 quiet seconds it starts anew. All keys share a
 * budget, the one that is due longest first. A clock that is set back delays nothing. Every step
 * costs the logarithm of the keys.
 */
final class WriteSchedule {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(15);

  private final Map<WriteKey, Pace> paces = new HashMap<>();
  private final NavigableSet<Due> waiting =
      new TreeSet<>(Comparator.comparing(Due::time).thenComparing(Due::number));
  private final Set<WriteKey> granted = new HashSet<>();
  private final TokenBucket budget = new TokenBucket();
  private long number;

  private record Due(Instant time, long number, WriteKey key) {}

  /** How a key changed and was handed out lately. */
  private static final class Pace {
    private Instant changed = Instant.MIN;
    private Instant handedOut = Instant.MIN;
    private Duration distance = FIRST;
    private @Nullable Due due;
    private boolean dirty;
  }

  /** Learns that a key changed. */
  synchronized void dirty(WriteKey key, Instant now) {
    Pace pace = pace(key);
    if (!pace.changed.plus(LONGEST).isAfter(now)) {
      pace.distance = FIRST;
    }
    pace.changed = now;
    pace.dirty = true;
    Instant soonest = now.plus(FIRST);
    Instant apart = pace.handedOut.isAfter(now) ? soonest : pace.handedOut.plus(pace.distance);
    await(key, pace, apart.isAfter(soonest) ? apart : soonest);
  }

  /** Makes a key due at a time, or earlier where it is so already. */
  synchronized void at(WriteKey key, Instant time) {
    await(key, pace(key), time);
  }

  /** Forgets a key that is gone. */
  synchronized void forget(WriteKey key) {
    @Nullable Pace pace = paces.remove(key);
    if (pace != null && pace.due != null) {
      waiting.remove(pace.due);
    }
    granted.remove(key);
  }

  /**
   * Hands out what is due and fits the budget; each may then be written once.
   *
   * @param perSecond the budget
   * @param ready what may be written at all now; the rest stays due
   */
  synchronized List<WriteKey> due(Instant now, int perSecond, Predicate<WriteKey> ready) {
    budget.fill(now, perSecond);
    List<Due> handedOut = new ArrayList<>();
    for (Due due : waiting) {
      if (due.time().isAfter(now)) {
        break;
      }
      if (ready.test(due.key()) && !(due.key().mayCostWrite() && budget.isEmpty())) {
        handedOut.add(due);
        if (due.key().mayCostWrite()) {
          budget.take();
        }
      }
    }
    handedOut.forEach(due -> handOut(due, now));
    return handedOut.stream().map(Due::key).toList();
  }

  /** Whether a key was handed out and not written since; asking uses it up. */
  synchronized boolean take(WriteKey key) {
    return granted.remove(key);
  }

  /** Hands a key out at once, on credit: it goes with a write that was handed out. */
  synchronized void grant(WriteKey key) {
    budget.take();
    granted.add(key);
  }

  /** Gives back a write that was not needed. */
  synchronized void giveBack() {
    budget.giveBack();
  }

  private Pace pace(WriteKey key) {
    return paces.computeIfAbsent(key, unknown -> new Pace());
  }

  private void await(WriteKey key, Pace pace, Instant time) {
    if (pace.due != null && !pace.due.time().isAfter(time)) {
      return;
    }
    if (pace.due != null) {
      waiting.remove(pace.due);
    }
    pace.due = new Due(time, number++, key);
    waiting.add(pace.due);
  }

  private void handOut(Due due, Instant now) {
    waiting.remove(due);
    granted.add(due.key());
    Pace pace = pace(due.key());
    pace.due = null;
    pace.handedOut = now;
    if (pace.dirty) {
      Duration twice = pace.distance.multipliedBy(2);
      pace.distance = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
      pace.dirty = false;
    }
  }
}
