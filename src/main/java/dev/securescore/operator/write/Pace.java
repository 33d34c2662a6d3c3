package dev.securescore.operator.write;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a key changed and was handed out lately, and so how soon it may be again.
 *
 * <p>A change that comes within the pause after a write doubles the pause, up to 15 seconds; one
 * that comes later finds the shortest again. Whoever changes every few seconds would never be
 * slowed down so, hence the credits: a key may be handed out eight times at will, and regains one
 * in 15 seconds.
 */
final class Pace {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(15);

  private static final double CREDITS = 8;

  private Instant changed = Instant.MIN;
  private Instant handedOut = Instant.MIN;
  private Instant credited = Instant.MIN;
  private double credits = CREDITS;
  private Duration pause = FIRST;
  private boolean dirty;
  private boolean withinPause;
  private @Nullable Instant waitingSince;
  private @Nullable Instant grantedSince;

  /** Learns of a change; returns when the key may be handed out for it. */
  Instant dirty(Instant now) {
    if (!changed.plus(LONGEST).isAfter(now) || handedOut.isAfter(now)) {
      pause = FIRST;
    }
    changed = now;
    Instant paused = handedOut.isAfter(now) ? now : handedOut.plus(pause);
    if (!dirty) {
      withinPause = paused.isAfter(now);
    }
    dirty = true;
    Instant soonest = now.plus(FIRST);
    return paused.isAfter(soonest) ? paused : soonest;
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
      pause = withinPause ? atMostLongest(pause.multipliedBy(2)) : FIRST;
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
    pause = credits < 1 ? LONGEST : pause;
  }

  private static Duration atMostLongest(Duration time) {
    return time.compareTo(LONGEST) > 0 ? LONGEST : time;
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
