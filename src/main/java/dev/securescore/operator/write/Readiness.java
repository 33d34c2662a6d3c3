package dev.securescore.operator.write;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the numbers may be written now.
 *
 * <p>Before everything was read once, never: what was not read shows in no number. While something
 * is read again, after 30 seconds, since the coverage tells what is missing. Thread-safe.
 */
final class Readiness {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Freshness freshness;

  private boolean everComplete;
  private @Nullable Instant incompleteSince;

  Readiness(Freshness freshness) {
    this.freshness = freshness;
  }

  boolean isComplete() {
    return freshness.isComplete();
  }

  /** Looks again; returns whether everything is read now that was not at the last look. */
  synchronized boolean becameComplete(Instant now) {
    if (!freshness.isComplete()) {
      incompleteSince = incompleteSince == null ? now : incompleteSince;
      return false;
    }
    boolean became = !everComplete || incompleteSince != null;
    everComplete = true;
    incompleteSince = null;
    return became;
  }

  /** Whether numbers that were taken when it was complete, or was not, may be written. */
  synchronized boolean mayWrite(boolean complete, Instant now) {
    boolean waitedEnough = incompleteSince != null && !incompleteSince.plus(PATIENCE).isAfter(now);
    return everComplete && (complete || waitedEnough);
  }
}
