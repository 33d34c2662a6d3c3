package dev.securescore.operator;

import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Release;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.engine.Engine;
import dev.securescore.evaluation.Judge;
import dev.securescore.metrics.OperatorMetrics;
import dev.securescore.operator.connect.ClusterClient;
import dev.securescore.operator.enforce.Enforcing;
import dev.securescore.operator.watch.ClusterWatch;
import dev.securescore.operator.watch.WatchSettings;
import dev.securescore.operator.write.EnforcementStates;
import dev.securescore.operator.write.ReportWriting;
import dev.securescore.operator.write.StatusWriter;
import dev.securescore.operator.write.WriteScheduler;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole operator: watches a cluster, judges it, and writes its reports.
 *
 * <p>The demo runs the same one on an embedded API; it differs in how a status is written.
 */
public final class SecureScoreOperator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SecureScoreOperator.class);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final int WATCH_THREADS = 4;

  private final OperatorSettings settings;
  private final Clock clock;
  private final OperatorMetrics metrics = new OperatorMetrics(version());
  private final Engine engine;
  private final Optional<KubernetesClient> streaming;
  private final ClusterWatch watch;
  private final Leadership leadership;
  private final Optional<Enforcing> enforcing;
  private final ReportWriting writing;
  private final Operator operator;
  private final List<LateController> exempting;
  private final ScheduledExecutorService scheduler =
      Executors.newScheduledThreadPool(
          WATCH_THREADS, Thread.ofPlatform().daemon().name("cluster-watch-", 0).factory());
  private final AtomicBoolean wasComplete = new AtomicBoolean();
  private final CountDownLatch terminated = new CountDownLatch(1);

  private @Nullable HealthServer health;

  /** An operator that has not started; the client stays the caller's. */
  public SecureScoreOperator(
      KubernetesClient client, OperatorSettings settings, StatusWriter statuses, Clock clock) {
    this(client, settings, CelLanguage.kubernetes(), statuses, clock);
  }

  SecureScoreOperator(
      KubernetesClient client,
      OperatorSettings settings,
      CelLanguage language,
      StatusWriter statuses,
      Clock clock) {
    this.settings = settings;
    this.clock = clock;
    WriteScheduler changes = new WriteScheduler();
    this.engine =
        new Engine(Judge.ofVerdicts(BudgetLimits.standard(), new ThreadTime()), clock, changes);
    this.streaming = settings.watchList() ? Optional.of(streaming(client)) : Optional.empty();
    this.watch =
        new ClusterWatch(
            streaming.orElse(client),
            engine,
            new CatalogCompiler(language),
            new WatchSettings(
                settings.pageSize(),
                settings.retry(),
                WatchSettings.STANDARD.quiet(),
                Set.of(settings.namespace()),
                Release.of(version()).map(Release::toString).orElse(null)),
            (kind, evaluation) -> metrics.evaluation(kind.toString(), evaluation),
            scheduler,
            clock);
    this.leadership = new Leadership(client, settings, clock);
    // Before whatever writes as soon as it may.
    leadership.onOpen(metrics::beginsToLead);
    this.enforcing =
        settings.enforcement()
            ? Optional.of(new Enforcing(client, engine, changes::changes, leadership, watch, clock))
            : Optional.empty();
    this.writing =
        new ReportWriting(
            client,
            engine,
            changes,
            new MeasuredStatusWriter(statuses, metrics, clock),
            watch.catalog(),
            watch.types(),
            watch.exemptions(),
            enforcing.<EnforcementStates>map(each -> each).orElse(EnforcementStates.TURNED_OFF),
            leadership,
            watch,
            clock);
    this.operator = josdk(client);
    writing.reconcilers().forEach(operator::register);
    this.exempting =
        writing.exemptionReconcilers().entrySet().stream()
            .map(entry -> {
              Operator alone = josdk(client);
              alone.register(entry.getValue());
              return new LateController(
                  client,
                  entry.getKey(),
                  alone,
                  scheduler,
                  settings.retry(),
                  watch::reconcileCatalog);
            })
            .toList();
    watch.exemptionsWhileWatched(
        kind -> exempting.stream().anyMatch(controller -> controller.watches(kind)));
    metrics.scores(
        engine, new RunningState(leadership, watch, writing), settings.namespaceMetrics());
  }

  /** fabric8 has no such choice for a single informer, only for a client. */
  private static KubernetesClient streaming(KubernetesClient client) {
    return ClusterClient.of(
        new ConfigBuilder(client.getConfiguration()).withWatchList(true).build());
  }

  private Operator josdk(KubernetesClient client) {
    // JOSDK calls the lambda more than once, so nothing is made inside.
    Metrics measured = MicrometerMetrics.withoutPerResourceMetrics(metrics.registry());
    return new Operator(overrider ->
        overrider
            .withKubernetesClient(client)
            .withCloseClientOnStop(false)
            .withUseSSAToPatchPrimaryResource(false)
            .withConcurrentReconciliationThreads(settings.reconcileThreads())
            .withReconciliationTerminationTimeout(STOP_WITHIN)
            .withMetrics(measured));
  }

  /** The version in the manifest of our jar; {@code development} without a jar. */
  private static String version() {
    return Optional.ofNullable(SecureScoreOperator.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * Starts everything; returns once declared resources are watched, while the rest is read.
   *
   * @throws UncheckedIOException where the port is taken
   * @throws io.javaoperatorsdk.operator.OperatorException where the API server is not there or does
   *     not know our kinds
   */
  public synchronized void start() {
    LOG.info("starting version={} {}", version(), settings.asKeyValues());
    try {
      health =
          new HealthServer(
              new InetSocketAddress(settings.bindAddress(), settings.port()),
              this::isAlive,
              this::isReady,
              metrics);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen at " + settings.bindAddress() + " port " + settings.port(), e);
    }
    watch.start();
    operator.start();
    exempting.forEach(LateController::start);
    watch.reconcileCatalog();
    writing.start();
    enforcing.ifPresent(each -> each.start(scheduler, writing::enforcementChanged));
    leadership.start();
  }

  /** The port that probes and scrapes are answered at, once started. */
  public synchronized int port() {
    if (health == null) {
      throw new IllegalStateException("not started");
    }
    return health.port();
  }

  /** The engine that holds the verdicts. */
  public Engine engine() {
    return engine;
  }

  /** Whether this replica writes. */
  public boolean isLeader() {
    return leadership.isOpen();
  }

  /** Whether the verdicts are those of the cluster as it is. */
  public boolean isComplete() {
    return watch.isComplete();
  }

  /** Waits until it was closed. */
  public void awaitTermination() throws InterruptedException {
    terminated.await();
  }

  private boolean isAlive() {
    return watch.lastAnswer().plus(LONGEST_SILENCE).isAfter(clock.instant())
        && leadership.isAlive();
  }

  /** Once the cluster was read, a re-read does not make it unready. */
  private boolean isReady() {
    if (watch.isComplete()) {
      wasComplete.set(true);
    }
    return wasComplete.get();
  }

  /** Stops in order: no writes, no lease, no watches; a write under way may end. */
  @Override
  public synchronized void close() {
    if (terminated.getCount() == 0) {
      return;
    }
    enforcing.ifPresent(Enforcing::close);
    writing.close();
    operator.stop();
    exempting.forEach(LateController::close);
    leadership.close();
    watch.close();
    scheduler.shutdownNow();
    if (health != null) {
      health.close();
    }
    streaming.ifPresent(KubernetesClient::close);
    metrics.close();
    terminated.countDown();
    LOG.info("stopped");
  }
}
