package dev.securescore.operator.write;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** When a report that does not change is confirmed again, so that a frozen one is seen. */
final class Heartbeat {

  static final Duration INTERVAL = Duration.ofMinutes(15);

  private static final double JITTER = 0.1;

  private Heartbeat() {}

  /** The time between two confirmations: 15 minutes, up to a tenth more or less by name. */
  static Duration interval(WriteKey key) {
    double unit = new SplittableRandom(key.toString().hashCode()).nextDouble(-JITTER, JITTER);
    return INTERVAL.plusMillis(Math.round(INTERVAL.toMillis() * unit));
  }

  /** When to confirm again what was confirmed at a time; at once where nobody knows when. */
  static Instant next(WriteKey key, @Nullable String confirmed) {
    if (confirmed == null) {
      return Instant.MIN;
    }
    try {
      return Instant.parse(confirmed).plus(interval(key));
    } catch (DateTimeException malformed) {
      return Instant.MIN;
    }
  }
}
