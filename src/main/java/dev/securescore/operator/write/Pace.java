package dev.securescore.operator.write;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a key was handed out lately, and so how soon it may be again.
 *
 * <p>What changed is handed out a second later, and a second after the last time, for as long as
 * there are credits: each time costs one of thirty, and one is regained in 15 seconds. Without
 * credits the pause is 15 seconds. So what changes all the time is prompt while people work on it,
 * and in the long run written every 15 seconds.
 */
final class Pace {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(15);

  private static final double CREDITS = 30;

  private Instant handedOut = Instant.MIN;
  private Instant rested = Instant.MIN;
  private Instant restedBefore = Instant.MIN;
  private Instant credited = Instant.MIN;
  private double credits = CREDITS;
  private boolean dirty;
  private @Nullable Instant waitingSince;
  private @Nullable Instant grantedSince;

  /**
   * When a key may be handed out for a change.
   *
   * @param eagerly with what nobody else needs
   * @param rested as all others, the longest pause after it was last handed out
   */
  record Turn(Instant eagerly, Instant rested) {}

  /** Learns of a change; returns when the key may be handed out for it. */
  Turn dirty(Instant now) {
    dirty = true;
    Instant soonest = now.plus(FIRST);
    if (handedOut.isAfter(now)) {
      return new Turn(soonest, soonest); // the clock was set back
    }
    Instant eagerly = latest(soonest, handedOut.plus(credits < 1 ? LONGEST : FIRST));
    Instant longest = now.plus(LONGEST);
    return new Turn(eagerly, latest(eagerly, rested.isAfter(longest) ? longest : rested));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Learns that what changed is not shown yet. */
  void waits(Instant now) {
    waitingSince = waitingSince == null ? now : waitingSince;
  }

  /**
   * Learns that the key was handed out.
   *
   * @param anew whether nothing is left to do of the last time; else this is the same turn
   */
  void handedOut(Instant now, boolean anew) {
    handedOut = now;
    grantedSince = changedAt();
    waitingSince = null;
    if (anew) {
      restedBefore = rested;
      if (dirty) {
        rested = now.plus(LONGEST);
        spend(now);
      }
    }
    dirty = false;
  }

  private void spend(Instant now) {
    if (now.isAfter(credited)) {
      double regained =
          credited.equals(Instant.MIN)
              ? CREDITS
              : (double) Duration.between(credited, now).toMillis() / LONGEST.toMillis();
      credits = Math.min(CREDITS, credits + regained);
    }
    credited = now;
    credits = Math.max(0, credits - 1);
  }

  /** Handing it out came to nothing, so it is as rested as before; it has cost its credit. */
  void giveBack() {
    rested = restedBefore;
  }

  /** The key shows every change that it was handed out for. */
  void shown() {
    grantedSince = null;
  }

  /** The time of the first change that the key does not show; null where it shows all. */
  @Nullable Instant changedAt() {
    return grantedSince == null ? waitingSince : grantedSince;
  }
}
