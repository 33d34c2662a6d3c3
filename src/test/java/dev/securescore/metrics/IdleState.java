package dev.securescore.metrics;

import dev.securescore.inventory.KindName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An operator that leads, has read everything, and has nothing to write. */
public final class IdleState implements OperatorState {

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public Optional<Instant> leaseRenewed() {
    return Optional.empty();
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public Map<KindName, Duration> watchesDown() {
    return Map.of();
  }

  @Override
  public Duration unwrittenAge() {
    return Duration.ZERO;
  }

  @Override
  public Map<String, Long> exemptionsByReason() {
    return Map.of();
  }
}
