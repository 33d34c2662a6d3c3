package dev.securescore.operator.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides when each key is written; knows no clock but the times it is given. Thread-safe.
 *
 * <p>The first write comes a second after the first change; how soon the next may come is told by
 * its {@link Pace}. All keys share a budget, the one that is due longest first. A clock that is set
 * back delays nothing. Every step costs the logarithm of the keys.
 */
final class WriteSchedule {

  private final Map<WriteKey, Entry> entries = new HashMap<>();
  private final NavigableSet<Due> waiting =
      new TreeSet<>(Comparator.comparing(Due::time).thenComparing(Due::number));
  private final Set<WriteKey> granted = new HashSet<>();
  private final TokenBucket budget = new TokenBucket();
  private long number;

  private record Due(Instant time, long number, WriteKey key) {}

  private static final class Entry {
    private final Pace pace = new Pace();
    private @Nullable Due due;
  }

  /** Learns that a key changed. */
  synchronized void dirty(WriteKey key, Instant now) {
    entry(key).pace.waits(now);
    mark(key, now);
  }

  /** Learns that a key may have changed, nobody knows when. */
  synchronized void mark(WriteKey key, Instant now) {
    Entry entry = entry(key);
    await(key, entry, entry.pace.dirty(now));
  }

  /** Makes a key due at a time, or earlier where it is so already. */
  synchronized void at(WriteKey key, Instant time) {
    await(key, entry(key), time);
  }

  /** Forgets a key that is gone. */
  synchronized void forget(WriteKey key) {
    @Nullable Entry entry = entries.remove(key);
    if (entry != null && entry.due != null) {
      waiting.remove(entry.due);
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

  /** Gives back a write that was not needed. */
  synchronized void giveBack() {
    budget.giveBack();
  }

  /** Learns that a key shows all that it was handed out for. */
  synchronized void shown(WriteKey key) {
    @Nullable Entry entry = entries.get(key);
    if (entry != null) {
      entry.pace.shown();
    }
  }

  /** When the first change came that a key does not show; empty where it shows all. */
  synchronized Optional<Instant> changedAt(WriteKey key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.pace.changedAt());
  }

  /** When the first change came that its report does not show; empty where all are shown. */
  synchronized Optional<Instant> oldestChange() {
    @Nullable Instant oldest = null;
    for (Map.Entry<WriteKey, Entry> each : entries.entrySet()) {
      @Nullable Instant changed = each.getValue().pace.changedAt();
      if (changed != null
          && each.getKey().isReport()
          && (oldest == null || changed.isBefore(oldest))) {
        oldest = changed;
      }
    }
    return Optional.ofNullable(oldest);
  }

  private Entry entry(WriteKey key) {
    return entries.computeIfAbsent(key, unknown -> new Entry());
  }

  private void await(WriteKey key, Entry entry, Instant time) {
    if (entry.due != null && !entry.due.time().isAfter(time)) {
      return;
    }
    if (entry.due != null) {
      waiting.remove(entry.due);
    }
    entry.due = new Due(time, number++, key);
    waiting.add(entry.due);
  }

  private void handOut(Due due, Instant now) {
    waiting.remove(due);
    granted.add(due.key());
    Entry entry = entry(due.key());
    entry.due = null;
    entry.pace.handedOut(now);
  }
}
