package dev.securescore.operator.write;

import java.time.Duration;
import java.time.Instant;

/**
 * The writes that the operator may do now: so many a second on average.
 *
 * <p>What was not used is saved up for half a minute, and may then be spent up to twice as fast, so
 * that a burst is written while people look.
 */
final class TokenBucket {

  static final int SAVED_SECONDS = 30;

  private static final int FASTER = 2;
  private static final double NANOS_A_SECOND = 1e9;

  private double full;
  private double plenty;
  private double saved;
  private double now;
  private Instant filled = Instant.MIN;

  void fill(Instant time, int perSecond) {
    double most = (double) perSecond * SAVED_SECONDS;
    full = most - perSecond;
    plenty = most / 2;
    if (filled.equals(Instant.MIN)) {
      saved = most;
      now = perSecond;
    } else if (time.isAfter(filled)) {
      double more = Duration.between(filled, time).toNanos() / NANOS_A_SECOND * perSecond;
      saved = Math.min(most, saved + more);
      now = Math.min(perSecond, now + FASTER * more);
    }
    filled = time;
  }

  boolean isEmpty() {
    return saved < 1 || now < 1;
  }

  /** Whether all is saved up that can be, but for a second's worth. */
  boolean isFull() {
    return saved >= full;
  }

  /** Whether half is saved up of all that can be. */
  boolean isPlentiful() {
    return saved >= plenty;
  }

  void take() {
    saved--;
    now--;
  }

  void giveBack() {
    saved++;
    now++;
  }
}
