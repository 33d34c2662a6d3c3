package dev.securescore.operator.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides when each key is written; knows no clock but the times it is given. Thread-safe.
 *
 * <p>The first write comes a second after the first change; how soon the next may come is told by
 * its {@link Pace}. All keys share a budget, the one that is due longest first; what was handed out
 * within the longest pause comes after all others, and leaves them half of what is saved.
 * Confirmations that {@linkplain WriteKey#isConfirmedLast come last} get what changes and bursts do
 * not need; after a quarter of an hour they go before changes. A clock that is set back delays no
 * change that comes afterwards.
 */
final class WriteSchedule {

  private final Map<WriteKey, Pace> paces = new HashMap<>();
  private final DueQueue waiting = new DueQueue();
  private final DueQueue eager = new DueQueue();
  private final DueQueue confirmations = new DueQueue();
  private final Set<WriteKey> granted = new HashSet<>();
  private final Set<WriteKey> confirming = new HashSet<>();
  private final TokenBucket budget = new TokenBucket();
  private boolean crowded;

  /** Learns that a key changed. */
  synchronized void dirty(WriteKey key, Instant now) {
    pace(key).waits(now);
    mark(key, now);
  }

  /** Learns that a key may have changed, nobody knows when. */
  synchronized void mark(WriteKey key, Instant now) {
    Pace.Turn turn = pace(key).dirty(now);
    if (key.mayCostWrite() && turn.eagerly().isBefore(turn.rested())) {
      eager.add(key, turn.eagerly());
      waiting.add(key, turn.rested());
    } else {
      waiting.add(key, turn.eagerly());
    }
  }

  /** Makes a key due at a time, or earlier where it is so already. */
  synchronized void at(WriteKey key, Instant time) {
    waiting.add(key, time);
  }

  /** Makes a key that says nothing new due at a time, or earlier where it is so already. */
  synchronized void confirm(WriteKey key, Instant time) {
    (key.isConfirmedLast() ? confirmations : waiting).add(key, time);
  }

  /** Whether a key that was handed out and says nothing new may be written now. */
  synchronized boolean mayConfirm(WriteKey key) {
    return !key.isConfirmedLast() || confirming.contains(key);
  }

  /** Forgets a key that is gone. */
  synchronized void forget(WriteKey key) {
    paces.remove(key);
    waiting.remove(key);
    eager.remove(key);
    confirmations.remove(key);
    granted.remove(key);
    confirming.remove(key);
  }

  /**
   * Hands out what is due and fits the budget; each may then be written once.
   *
   * @param perSecond the budget
   * @param ready what may be written at all now; the rest stays due
   */
  synchronized List<WriteKey> due(Instant now, int perSecond, Predicate<WriteKey> ready) {
    budget.fill(now, perSecond);
    Predicate<WriteKey> mayGo = key -> ready.test(key) && takeFromBudget(key);
    List<WriteKey> handedOut = new ArrayList<>(confirm(now.minus(Heartbeat.INTERVAL), mayGo));
    handedOut.addAll(changed(waiting.take(now, mayGo)));
    handedOut.addAll(withWhatIsSaved(now, mayGo));
    handedOut.forEach(key -> pace(key).handedOut(now, !key.mayCostWrite() || granted.add(key)));
    return List.copyOf(handedOut);
  }

  /** Heartbeats leave all to bursts, but where the eager take what they wait for. */
  private List<WriteKey> withWhatIsSaved(Instant now, Predicate<WriteKey> mayGo) {
    List<WriteKey> handedOut = new ArrayList<>();
    boolean heartbeatsFirst = crowded && eager.isDue(now);
    if (heartbeatsFirst) {
      handedOut.addAll(confirm(now, key -> budget.isPlentiful() && mayGo.test(key)));
    }
    handedOut.addAll(changed(eager.take(now, key -> budget.isPlentiful() && mayGo.test(key))));
    if (!heartbeatsFirst) {
      handedOut.addAll(confirm(now, key -> budget.isFull() && mayGo.test(key)));
    }
    crowded = eager.isDue(now);
    return handedOut;
  }

  private List<WriteKey> changed(List<WriteKey> taken) {
    for (WriteKey key : taken) {
      waiting.remove(key);
      eager.remove(key);
      confirmations.remove(key);
      confirming.remove(key);
    }
    return taken;
  }

  private List<WriteKey> confirm(Instant dueAt, Predicate<WriteKey> mayGo) {
    List<WriteKey> confirmed = confirmations.take(dueAt, mayGo);
    confirmed.forEach(waiting::remove);
    confirmed.forEach(eager::remove);
    confirming.addAll(confirmed);
    return confirmed;
  }

  private boolean takeFromBudget(WriteKey key) {
    boolean isFree = !key.mayCostWrite() || granted.contains(key);
    boolean fits = isFree || !budget.isEmpty();
    if (fits && !isFree) {
      budget.take();
    }
    return fits;
  }

  /** Whether a key was handed out and not written since; asking uses it up. */
  synchronized boolean take(WriteKey key) {
    return granted.remove(key);
  }

  /** Gives back a write that was not needed. */
  synchronized void giveBack(WriteKey key) {
    budget.giveBack();
    @Nullable Pace pace = paces.get(key);
    if (pace != null) {
      pace.giveBack();
    }
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
