package dev.securescore.operator.write;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** When a report that does not change is confirmed again, so that a frozen one is seen. */
final class Heartbeat {

  static final Duration INTERVAL = Duration.ofMinutes(15);

  /**
   * Reports of thousands of namespaces would else fill etcd and use up the budget of all writes.
   */
  private static final Duration FOR_EACH = Duration.ofSeconds(2);

  private static final double JITTER = 0.1;

  private Heartbeat() {}

  /**
   * The time between two confirmations: 15 minutes, for a report in a namespace two seconds for
   * each such report where that is longer; up to a tenth more or less by name.
   *
   * @param reports how many reports namespaces hold
   */
  static Duration interval(WriteKey key, int reports) {
    Duration longest = key instanceof WriteKey.Report ? FOR_EACH.multipliedBy(reports) : INTERVAL;
    Duration usual = longest.compareTo(INTERVAL) > 0 ? longest : INTERVAL;
    double unit = new SplittableRandom(key.toString().hashCode()).nextDouble(-JITTER, JITTER);
    return usual.plusMillis(Math.round(usual.toMillis() * unit));
  }

  /** When to confirm again what was confirmed at a time; at once where nobody knows when. */
  static Instant next(WriteKey key, int reports, @Nullable String confirmed) {
    if (confirmed == null) {
      return Instant.MIN;
    }
    try {
      return Instant.parse(confirmed).plus(interval(key, reports));
    } catch (DateTimeException malformed) {
      return Instant.MIN;
    }
  }
}
