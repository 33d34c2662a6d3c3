package dev.securescore.operator;

import dev.securescore.operator.write.WriteGate;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate that a lease opens for one replica.
 *
 * <p>Losing the lease closes the gate and tries again; the process goes on. The gate is closed also
 * where the lease was not renewed in time, even before the election has noticed.
 */
final class Leadership implements WriteGate, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** Longer than two requests may take with all their retries while the API server is away. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final RenewedLock lock;
  private final List<Runnable> onOpen = new CopyOnWriteArrayList<>();

  private volatile boolean leads;
  private volatile boolean closed;
  private @Nullable CompletableFuture<?> election;

  Leadership(KubernetesClient client, OperatorSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.lock =
        new RenewedLock(
            new LeaseLock(
                new ObjectMetaBuilder()
                    .withNamespace(settings.namespace())
                    .withName(settings.leaseName())
                    .addToLabels("app.kubernetes.io/name", "secure-score")
                    .build(),
                settings.identity()),
            clock);
  }

  /** Starts to run for the lease; without an election the gate opens at once. */
  void start() {
    if (settings.leaderElection()) {
      elect();
    } else {
      open();
    }
  }

  @Override
  public boolean isOpen() {
    return leads && (!settings.leaderElection() || lock.wasRenewedWithin(renewDeadline()));
  }

  /** Whether the election goes on, if it began; one that asks for the lease no more never will. */
  boolean isAlive() {
    return !lock.isForgottenFor(LONGEST_SILENCE.plus(retryPeriod().multipliedBy(3)));
  }

  /** When a renewal of the lease was last seen, whoever leads; empty where none was. */
  Optional<Instant> seenRenewed() {
    return lock.seenRenewed();
  }

  @Override
  public void onOpen(Runnable action) {
    onOpen.add(action);
    if (isOpen()) {
      action.run();
    }
  }

  @Override
  public void close() {
    @Nullable CompletableFuture<?> running = stopElecting();
    leads = false;
    if (running != null) {
      giveBack(running);
    }
  }

  /**
   * Ends an election, so that another replica need not wait for the end of the lease.
   *
   * <p>That asks the API server, on the thread that cancels, and does not hold up our own end.
   */
  private static void giveBack(CompletableFuture<?> running) {
    Thread cancels =
        Thread.ofPlatform()
            .daemon()
            .name("leader-election-end")
            .start(() -> LOG.trace("election cancelled now={}", running.cancel(true)));
    try {
      if (!cancels.join(STOP_WITHIN)) {
        LOG.warn("lease not given back, another replica waits for its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable CompletableFuture<?> stopElecting() {
    closed = true;
    return election;
  }

  private synchronized void elect() {
    if (closed) {
      return;
    }
    CompletableFuture<?> next = client.leaderElector().withConfig(config()).build().start();
    election = next;
    var ended = next.whenComplete((nothing, failure) -> ended());
    LOG.trace("election started done={}", ended.isDone());
  }

  private void ended() {
    shut();
    if (!closed) {
      Executor later =
          CompletableFuture.delayedExecutor(retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
      var next = CompletableFuture.runAsync(this::elect, later);
      LOG.trace("election planned done={}", next.isDone());
    }
  }

  private LeaderElectionConfig config() {
    return new LeaderElectionConfigBuilder()
        .withName(settings.leaseName())
        .withLock(lock)
        .withLeaseDuration(settings.leaseDuration())
        .withRenewDeadline(renewDeadline())
        .withRetryPeriod(retryPeriod())
        .withReleaseOnCancel(true)
        .withLeaderCallbacks(new LeaderCallbacks(this::open, this::shut, this::newLeader))
        .build();
  }

  private Duration renewDeadline() {
    return settings.leaseDuration().multipliedBy(2).dividedBy(3);
  }

  private Duration retryPeriod() {
    return settings.leaseDuration().dividedBy(8);
  }

  private void open() {
    if (!leads && !closed) {
      leads = true;
      LOG.info("leading identity={}", settings.identity());
      onOpen.forEach(Runnable::run);
    }
  }

  private void shut() {
    if (leads) {
      leads = false;
      LOG.info("not leading any more identity={}", settings.identity());
    }
  }

  /** Nobody leads once a lease was given back; the elector says so with null. */
  private void newLeader(@Nullable String identity) {
    if (identity != null && !identity.equals(settings.identity())) {
      LOG.info("another leads identity={}", identity);
    }
  }
}
