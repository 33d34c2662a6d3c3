package dev.securescore.operator.write;

import java.time.Duration;
import java.time.Instant;

/** The writes that the operator may do now: so many a second, saved up for a second at most. */
final class TokenBucket {

  private static final double NANOS_A_SECOND = 1e9;

  private double tokens;
  private Instant filled = Instant.MIN;

  void fill(Instant now, int perSecond) {
    if (filled.equals(Instant.MIN)) {
      tokens = perSecond;
    } else if (now.isAfter(filled)) {
      double more = Duration.between(filled, now).toNanos() / NANOS_A_SECOND * perSecond;
      tokens = Math.min(perSecond, tokens + more);
    }
    filled = now;
  }

  boolean isEmpty() {
    return tokens < 1;
  }

  void take() {
    tokens--;
  }

  void giveBack() {
    tokens++;
  }
}
