package dev.securescore.operator.watch;

import dev.securescore.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Pods and Jobs count once they have lived long enough.
 *
 * <p>It looks at least every five seconds, which also shows that the engine answers.
 */
final class SettleTimer {

  private static final Logger LOG = LoggerFactory.getLogger(SettleTimer.class);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final Engine engine;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;

  private volatile Instant lastTick;

  SettleTimer(Engine engine, ScheduledExecutorService scheduler, Clock clock) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.clock = clock;
    this.lastTick = clock.instant();
  }

  void start() {
    tick();
  }

  /** When the engine last answered. */
  Instant lastTick() {
    return lastTick;
  }

  private void tick() {
    Duration wait = LONGEST;
    try {
      wait = engine.settle().map(this::until).orElse(LONGEST);
      lastTick = clock.instant();
    } finally {
      var next = scheduler.schedule(this::tick, wait.toMillis(), TimeUnit.MILLISECONDS);
      LOG.trace("next look wait={} done={}", wait, next.isDone());
    }
  }

  private Duration until(Instant next) {
    Duration rest = Duration.between(clock.instant(), next);
    if (rest.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }
}
