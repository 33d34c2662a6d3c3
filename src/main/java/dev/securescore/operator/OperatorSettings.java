package dev.securescore.operator;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an operator runs; {@link #of} reads it from the environment.
 *
 * @param namespace {@code SECURE_SCORE_NAMESPACE}: the operator's own, which is a platform
 *     namespace and holds the lease; default {@code secure-score}
 * @param leaderElection {@code SECURE_SCORE_LEADER_ELECTION}: whether replicas agree on one that
 *     writes; default true
 * @param leaseName {@code SECURE_SCORE_LEASE_NAME}: default {@code secure-score}
 * @param identity {@code SECURE_SCORE_IDENTITY}, else {@code HOSTNAME}: who holds the lease
 * @param leaseDuration {@code SECURE_SCORE_LEASE_SECONDS}: after which another may take a lease
 *     that is not renewed; default 15
 * @param bindAddress {@code SECURE_SCORE_BIND_ADDRESS}: where probes and metrics are answered;
 *     default every address
 * @param port {@code SECURE_SCORE_PORT}: default 8080; 0 for any free one
 * @param watchList {@code SECURE_SCORE_WATCH_LIST}: whether to start by a streamed list, which
 *     needs less memory and Kubernetes 1.34; default false
 * @param pageSize {@code SECURE_SCORE_PAGE_SIZE}: how many objects a list call may return; default
 *     200
 * @param retry {@code SECURE_SCORE_RETRY_SECONDS}: how long to wait before a kind that cannot be
 *     read is tried again; default 30
 * @param reconcileThreads {@code SECURE_SCORE_RECONCILE_THREADS}: how many reports are written at
 *     once; default 4
 * @param namespaceMetrics {@code SECURE_SCORE_NAMESPACE_METRICS}: whether metrics show each pair of
 *     namespace and recommendation; default false
 * @param enforcement {@code SECURE_SCORE_ENFORCEMENT}: whether to keep the admission policies that
 *     recommendations ask for, which needs rights of its own; default false
 */
public record OperatorSettings(
    String namespace,
    boolean leaderElection,
    String leaseName,
    String identity,
    Duration leaseDuration,
    String bindAddress,
    int port,
    boolean watchList,
    int pageSize,
    Duration retry,
    int reconcileThreads,
    boolean namespaceMetrics,
    boolean enforcement) {

  private static final String PREFIX = "SECURE_SCORE_";

  /** Checks the ranges. */
  public OperatorSettings {
    if (leaseDuration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a lease must last a second or more: " + leaseDuration);
    }
  }

  /** The settings of an operator whose environment gives none. */
  public static OperatorSettings standard() {
    return of(Map.of());
  }

  /**
   * The settings that an environment gives.
   *
   * @throws IllegalArgumentException naming the variable, where a value cannot be read
   */
  public static OperatorSettings of(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    return new OperatorSettings(
        reader.text("NAMESPACE", "secure-score"),
        reader.flag("LEADER_ELECTION", true),
        reader.text("LEASE_NAME", "secure-score"),
        reader.text("IDENTITY", environment.getOrDefault("HOSTNAME", "secure-score")),
        Duration.ofSeconds(reader.number("LEASE_SECONDS", 15, 1, 3600)),
        reader.text("BIND_ADDRESS", "0.0.0.0"),
        reader.number("PORT", 8080, 0, 65535),
        reader.flag("WATCH_LIST", false),
        reader.number("PAGE_SIZE", 200, 1, 10_000),
        Duration.ofSeconds(reader.number("RETRY_SECONDS", 30, 1, 3600)),
        reader.number("RECONCILE_THREADS", 4, 1, 64),
        reader.flag("NAMESPACE_METRICS", false),
        reader.flag("ENFORCEMENT", false));
  }

  /** All of them on one line of the log. */
  String asKeyValues() {
    return "namespace=%s leaderElection=%s leaseName=%s identity=%s leaseSeconds=%d bindAddress=%s port=%d watchList=%s pageSize=%d retrySeconds=%d reconcileThreads=%d namespaceMetrics=%s enforcement=%s"
        .formatted(
            namespace,
            leaderElection,
            leaseName,
            identity,
            leaseDuration.toSeconds(),
            bindAddress,
            port,
            watchList,
            pageSize,
            retry.toSeconds(),
            reconcileThreads,
            namespaceMetrics,
            enforcement);
  }

  private record Reader(Map<String, String> environment) {

    String text(String name, String fallback) {
      @Nullable String value = environment.get(PREFIX + name);
      return Objects.requireNonNullElse(value == null || value.isBlank() ? null : value, fallback);
    }

    boolean flag(String name, boolean fallback) {
      return switch (text(name, Boolean.toString(fallback))) {
        case "true" -> true;
        case "false" -> false;
        case String other -> throw unreadable(name, other, "'true' or 'false'");
      };
    }

    int number(String name, int fallback, int least, int most) {
      String value = text(name, Integer.toString(fallback));
      String wanted = "a whole number from " + least + " to " + most;
      try {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
          throw unreadable(name, value, wanted);
        }
        return number;
      } catch (NumberFormatException e) {
        throw unreadable(name, value, wanted);
      }
    }

    private static IllegalArgumentException unreadable(String name, String value, String wanted) {
      return new IllegalArgumentException(
          "environment variable " + PREFIX + name + " is '" + value + "': give " + wanted);
    }
  }
}
