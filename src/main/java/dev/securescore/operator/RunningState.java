package dev.securescore.operator;

import dev.securescore.inventory.KindName;
import dev.securescore.metrics.OperatorState;
import dev.securescore.operator.watch.ClusterWatch;
import dev.securescore.operator.write.ReportWriting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a running operator shows of itself. */
record RunningState(Leadership leadership, ClusterWatch watch, ReportWriting writing)
    implements OperatorState {

  @Override
  public boolean leads() {
    return leadership.isOpen();
  }

  @Override
  public Optional<Instant> leaseRenewed() {
    return leadership.seenRenewed();
  }

  @Override
  public boolean isComplete() {
    return watch.isComplete();
  }

  @Override
  public Map<KindName, Duration> watchesDown() {
    return watch.down();
  }

  @Override
  public Duration unwrittenAge() {
    return writing.unwrittenAge();
  }

  @Override
  public Map<String, Long> exemptionsByReason() {
    return writing.exemptionsByReason();
  }
}
