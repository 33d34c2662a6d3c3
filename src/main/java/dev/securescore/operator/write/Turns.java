package dev.securescore.operator.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets a reconciler write only when it is the key's turn, and books what came of it. */
final class Turns {

  private final WriteSchedule schedule;
  private final KnownKeys known;
  private final WriteGate gate;
  private final Clock clock;
  private final WrittenVersions versions = new WrittenVersions();

  Turns(WriteSchedule schedule, KnownKeys known, WriteGate gate, Clock clock) {
    this.schedule = schedule;
    this.known = known;
    this.gate = gate;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** How many reports namespaces hold. */
  int reports() {
    return known.reports();
  }

  /**
   * Whether a resource may be written now; where it may not yet, its turn will come.
   *
   * <p>That holds for a closed gate too: it may close for a moment that nobody is told of, while a
   * key that was handed out is on its way here.
   */
  boolean begins(WriteKey key, HasMetadata resource) {
    known.add(key);
    if (!gate.isOpen() || !schedule.take(key)) {
      schedule.dirty(key, now());
      return false;
    }
    if (versions.isStale(key, resource)) {
      again(key);
      return false;
    }
    return true;
  }

  /** The turn was used to write. */
  void wrote(WriteKey key, String version) {
    versions.wrote(key, version);
    schedule.shown(key);
  }

  /** The turn was not needed. */
  void unneeded(WriteKey key) {
    schedule.giveBack(key);
    schedule.shown(key);
  }

  /** How long the first change has waited that this turn is for; zero where there is none. */
  Duration waited(WriteKey key) {
    Duration waited =
        schedule
            .changedAt(key)
            .map(changed -> Duration.between(changed, now()))
            .orElse(Duration.ZERO);
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  /** The turn came too early: another will come. */
  void again(WriteKey key) {
    schedule.giveBack(key);
    schedule.dirty(key, now());
  }

  /** A turn is needed at a time at the latest. */
  void at(WriteKey key, Instant time) {
    schedule.at(key, time);
  }

  /** Whether this turn may be used to confirm what says nothing new. */
  boolean mayConfirm(WriteKey key) {
    return schedule.mayConfirm(key);
  }

  /** A key that says nothing new is to be confirmed at a time. */
  void confirm(WriteKey key, Instant time) {
    schedule.confirm(key, time);
  }

  /** A resource is gone. */
  void gone(WriteKey key) {
    known.remove(key);
    versions.forget(key);
    schedule.forget(key);
  }

  /** A resource is gone that should be there. */
  void missing(WriteKey key) {
    gone(key);
    schedule.dirty(key, now());
  }
}
