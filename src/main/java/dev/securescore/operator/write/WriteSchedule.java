package dev.securescore.operator.write;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides when each key is written; knows no clock but the times it is given. Thread-safe.
 *
 * <p>The first write comes a second after the first change; how soon the next may come is told by
 * its {@link Pace}. All keys share a budget, the one that is due longest first. Where the budget is
 * short, confirmations of namespaces' reports let what changed go first, for a quarter of an hour.
 * A clock that is set back delays nothing. Every step costs the logarithm of the keys.
 */
final class WriteSchedule {

  private final Map<WriteKey, Pace> paces = new HashMap<>();
  private final DueQueue waiting = new DueQueue();
  private final DueQueue confirmations = new DueQueue();
  private final Set<WriteKey> granted = new HashSet<>();
  private final TokenBucket budget = new TokenBucket();

  /** Learns that a key changed. */
  synchronized void dirty(WriteKey key, Instant now) {
    pace(key).waits(now);
    mark(key, now);
  }

  /** Learns that a key may have changed, nobody knows when. */
  synchronized void mark(WriteKey key, Instant now) {
    waiting.add(key, pace(key).dirty(now));
  }

  /** Makes a key due at a time, or earlier where it is so already. */
  synchronized void at(WriteKey key, Instant time) {
    waiting.add(key, time);
  }

  /** Makes a key that says nothing new due at a time, or earlier where it is so already. */
  synchronized void confirm(WriteKey key, Instant time) {
    (key instanceof WriteKey.Report ? confirmations : waiting).add(key, time);
  }

  /** Forgets a key that is gone. */
  synchronized void forget(WriteKey key) {
    paces.remove(key);
    waiting.remove(key);
    confirmations.remove(key);
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
    Instant longAgo = now.minus(Heartbeat.INTERVAL);
    confirmations.take(longAgo, any -> true).forEach(key -> waiting.add(key, longAgo));
    List<WriteKey> changed = waiting.take(now, key -> ready.test(key) && isWithinBudget(key));
    changed.forEach(confirmations::remove);
    List<WriteKey> confirmed =
        confirmations.take(now, key -> ready.test(key) && isWithinBudget(key));
    confirmed.forEach(waiting::remove);
    List<WriteKey> handedOut = Stream.concat(changed.stream(), confirmed.stream()).toList();
    granted.addAll(handedOut);
    handedOut.forEach(key -> pace(key).handedOut(now));
    return handedOut;
  }

  private boolean isWithinBudget(WriteKey key) {
    if (!key.mayCostWrite()) {
      return true;
    }
    boolean fits = !budget.isEmpty();
    if (fits) {
      budget.take();
    }
    return fits;
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
    @Nullable Pace pace = paces.get(key);
    if (pace != null) {
      pace.shown();
    }
  }

  /** When the first change came that a key does not show; empty where it shows all. */
  synchronized Optional<Instant> changedAt(WriteKey key) {
    return Optional.ofNullable(paces.get(key)).map(Pace::changedAt);
  }

  /** When the first change came that its report does not show; empty where all are shown. */
  synchronized Optional<Instant> oldestChange() {
    @Nullable Instant oldest = null;
    for (Map.Entry<WriteKey, Pace> each : paces.entrySet()) {
      @Nullable Instant changed = each.getValue().changedAt();
      if (changed != null
          && each.getKey().isReport()
          && (oldest == null || changed.isBefore(oldest))) {
        oldest = changed;
      }
    }
    return Optional.ofNullable(oldest);
  }

  private Pace pace(WriteKey key) {
    return paces.computeIfAbsent(key, unknown -> new Pace());
  }
}
