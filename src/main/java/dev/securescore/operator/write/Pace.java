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
  private Instant credited = Instant.MIN;
  private double credits = CREDITS;
  private boolean dirty;
  private @Nullable Instant waitingSince;
  private @Nullable Instant grantedSince;

  /** Learns of a change; returns when the key may be handed out for it. */
  Instant dirty(Instant now) {
    dirty = true;
    Instant soonest = now.plus(FIRST);
    Instant paused = handedOut.plus(credits < 1 ? LONGEST : FIRST);
    return handedOut.isAfter(now) || paused.isBefore(soonest) ? soonest : paused;
  }

  /** Whether the key was not handed out for the longest pause, or in what is the future now. */
  boolean isRested(Instant now) {
    return handedOut.isAfter(now) || !handedOut.plus(LONGEST).isAfter(now);
  }

  /** Learns that what changed is not shown yet. */
  void waits(Instant now) {
    waitingSince = waitingSince == null ? now : waitingSince;
  }

  void handedOut(Instant now) {
    handedOut = now;
    grantedSince = changedAt();
    waitingSince = null;
    if (dirty) {
      dirty = false;
      spend(now);
    }
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

  /** The key shows every change that it was handed out for. */
  void shown() {
    grantedSince = null;
  }

  /** The time of the first change that the key does not show; null where it shows all. */
  @Nullable Instant changedAt() {
    return grantedSince == null ? waitingSince : grantedSince;
  }
}
