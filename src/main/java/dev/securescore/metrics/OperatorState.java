package dev.securescore.metrics;

import dev.securescore.inventory.KindName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the operator knows of itself at the moment of a scrape. */
public interface OperatorState {

  /** Whether this replica writes. */
  boolean leads();

  /** When a renewal of the lease was last seen, whoever leads; empty where none was. */
  Optional<Instant> leaseRenewed();

  /** Whether the verdicts are those of the cluster as it is. */
  boolean isComplete();

  /** The kinds whose watch is down, with how long. */
  Map<KindName, Duration> watchesDown();

  /** How long the oldest change waits that its report does not show; zero for none. */
  Duration unwrittenAge();

  /** How many exemptions there are by what came of them. */
  Map<String, Long> exemptionsByReason();
}
