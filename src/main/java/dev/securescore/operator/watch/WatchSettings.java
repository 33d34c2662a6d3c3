package dev.securescore.operator.watch;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster is watched.
 *
 * @param pageSize how many objects a list call may return
 * @param retry how long to wait before a kind that cannot be read is tried again
 * @param quiet how long declarations must have stayed the same before a catalogue is made of them
 * @param ownNamespaces the operator's own, which are platform namespaces
 * @param release the operator's own, as in {@code 0.1.0}; null where it is none
 */
public record WatchSettings(
    int pageSize,
    Duration retry,
    Duration quiet,
    Set<String> ownNamespaces,
    @Nullable String release) {

  /** The settings of a cluster that gave none. */
  public static final WatchSettings STANDARD =
      new WatchSettings(200, Duration.ofSeconds(30), Duration.ofMillis(500), Set.of(), null);

  /** Checks the ranges. */
  public WatchSettings {
    if (pageSize < 1 || retry.isNegative() || retry.isZero() || quiet.isNegative()) {
      throw new IllegalArgumentException("page size and retry must be positive: " + pageSize);
    }
    ownNamespaces = Set.copyOf(ownNamespaces);
  }
}
