package dev.securescore.operator.write;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.SecurityExemption;
import dev.securescore.engine.Engine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that writes to the cluster: a reconciler for each kind, and the clockwork that pokes
 * them.
 *
 * <p>Register {@link #reconcilers()} and {@link #exemptionReconcilers()} with the operator, then
 * {@link #start()}; {@link #close()} before the operator stops. Nothing is written while the gate
 * is closed.
 */
public final class ReportWriting implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ReportWriting.class);
  private static final long TICK_MILLIS = 100;

  private final List<Reconciler<? extends HasMetadata>> reconcilers;
  private final Map<Class<? extends HasMetadata>, Reconciler<? extends HasMetadata>>
      exemptionReconcilers;
  private final Clockwork clockwork;
  private final WriteSchedule schedule = new WriteSchedule();
  private final Clock clock;
  private final ExemptionReasons reasons = new ExemptionReasons();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("report-writing").factory());
  private @Nullable ScheduledFuture<?> ticking;

  /** Writing of one engine's numbers; all arguments stay the caller's. */
  public ReportWriting(
      KubernetesClient client,
      Engine engine,
      WriteScheduler changes,
      StatusWriter statuses,
      CatalogSink catalog,
      TypeChecking types,
      ExemptionSink exemptions,
      EnforcementStates enforced,
      WriteGate gate,
      Freshness freshness,
      Clock clock) {
    this.clock = clock;
    KnownKeys known = new KnownKeys();
    Readiness readiness = new Readiness(freshness);
    Turns turns = new Turns(schedule, known, gate, clock);
    OwnReports own = new OwnReports(client, engine);
    ClusterCounts counts = new ClusterCounts(engine, readiness);
    ReportStatusWriting writing = new ReportStatusWriting(engine, readiness, turns, statuses);
    Pokes pokes = new Pokes();
    ExemptionStatusWriting exempting =
        new ExemptionStatusWriting(turns, exemptions, engine, readiness, statuses, reasons);
    this.reconcilers =
        List.of(
            new ScoreReportReconciler(turns, writing, pokes.reports()),
            new ClusterScoreReportReconciler(turns, writing, pokes.clusterReports()),
            new SecurityRecommendationReconciler(
                turns, catalog, types, counts, enforced, statuses, pokes.recommendations()),
            new SecureScorePolicyReconciler(
                turns, catalog, engine, readiness, statuses, pokes.policies()));
    this.exemptionReconcilers =
        Map.of(
            SecurityExemption.class,
            new SecurityExemptionReconciler(exempting, pokes.exemptions()),
            ClusterSecurityExemption.class,
            new ClusterSecurityExemptionReconciler(exempting, pokes.clusterExemptions()));
    this.clockwork =
        new Clockwork(
            engine,
            changes,
            schedule,
            new Marks(schedule, known),
            new Dispatch(schedule, known, own, pokes, counts),
            readiness,
            gate,
            clock);
    types.listen(name -> schedule.at(new WriteKey.Recommendation(name), clock.instant()));
    clockwork.start();
  }

  /** Those of exemptions by their kinds, which an operator may have no right to read. */
  public Map<Class<? extends HasMetadata>, Reconciler<? extends HasMetadata>>
      exemptionReconcilers() {
    return exemptionReconcilers;
  }

  /** The reconcilers to register with the operator, but for those of exemptions. */
  public List<Reconciler<? extends HasMetadata>> reconcilers() {
    return reconcilers;
  }

  /** Has the status of a recommendation written: what admission does about it changed. */
  public void enforcementChanged(String recommendation) {
    schedule.at(new WriteKey.Recommendation(recommendation), clock.instant());
  }

  /** How many exemptions there are by the reason of their condition Effective. */
  public Map<String, Long> exemptionsByReason() {
    return reasons.counts();
  }

  /** How long the oldest change waits that its report does not show; zero where all are shown. */
  public Duration unwrittenAge() {
    return schedule
        .oldestChange()
        .map(changed -> Duration.between(changed, clock.instant()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /** Starts to look every tenth of a second for what is due. */
  public synchronized void start() {
    if (ticking == null) {
      ticking =
          ticks.scheduleWithFixedDelay(
              this::tickOrLog, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Looks once for what is due; for tests that move the clock themselves. */
  public void tick() {
    clockwork.tick();
  }

  private void tickOrLog() {
    try {
      tick();
    } catch (RuntimeException failure) {
      LOGGER.atError().setCause(failure).log("could not see to what is due, will try again");
    }
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
