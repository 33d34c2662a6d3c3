package dev.securescore.operator.write;

import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.report.RecommendationStatuses;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands recommendations on to the catalogue, and tells their authors what came of them.
 *
 * <p>Whether one is accepted is written at once; numbers alone at most once a minute, since the
 * whole object is stored anew each time.
 */
@ControllerConfiguration(
    name = "securityrecommendation",
    generationAwareEventProcessing = false,
    triggerReconcilerOnAllEvents = true,
    informer = @Informer(onUpdateFilter = SpecOrLabelsChanged.class))
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
final class SecurityRecommendationReconciler implements Reconciler<SecurityRecommendation> {

  static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

  private final Turns turns;
  private final CatalogSink catalog;
  private final TypeChecking types;
  private final ClusterCounts counts;
  private final EnforcementStates enforced;
  private final StatusWriter statuses;
  private final SimpleInboundEventSource<SecurityRecommendation> pokes;

  private final Map<String, Instant> counted = new ConcurrentHashMap<>();

  SecurityRecommendationReconciler(
      Turns turns,
      CatalogSink catalog,
      TypeChecking types,
      ClusterCounts counts,
      EnforcementStates enforced,
      StatusWriter statuses,
      SimpleInboundEventSource<SecurityRecommendation> pokes) {
    this.turns = turns;
    this.catalog = catalog;
    this.types = types;
    this.counts = counts;
    this.enforced = enforced;
    this.statuses = statuses;
    this.pokes = pokes;
  }

  @Override
  public List<EventSource<?, SecurityRecommendation>> prepareEventSources(
      EventSourceContext<SecurityRecommendation> context) {
    return List.of(pokes);
  }

  @Override
  public UpdateControl<SecurityRecommendation> reconcile(
      SecurityRecommendation recommendation, Context<SecurityRecommendation> context) {
    String name = recommendation.getMetadata().getName();
    WriteKey key = new WriteKey.Recommendation(name);
    if (context.isPrimaryResourceDeleted()) {
      catalog.remove(name);
      counted.remove(name);
      turns.gone(key);
      return UpdateControl.noUpdate();
    }
    catalog.put(recommendation);
    if (turns.begins(key, recommendation)) {
      write(key, recommendation);
    }
    return UpdateControl.noUpdate();
  }

  private void write(WriteKey key, SecurityRecommendation recommendation) {
    String name = recommendation.getMetadata().getName();
    Instant now = turns.now();
    RecommendationStatuses known = counts.latest();
    Optional<SecurityRecommendationStatus> next =
        known
            .of(recommendation, enforced.of(recommendation), now)
            .map(status ->
                RecommendationStatuses.typed(
                    recommendation, status, types.of(recommendation.getSpec()), now));
    if (next.isEmpty() || saysNothingNew(recommendation.getStatus(), next.get(), known)) {
      turns.unneeded(key);
      return;
    }
    Instant mayCount = counted.getOrDefault(name, Instant.MIN);
    if (differsInNumbersOnly(recommendation.getStatus(), next.get()) && mayCount.isAfter(now)) {
      turns.unneeded(key);
      turns.at(key, mayCount);
      return;
    }
    turns.wrote(key, statuses.write(recommendation, next.get()));
    if (known.complete()) {
      counted.put(name, now.plus(BETWEEN_COUNTS));
    }
  }

  /** While resources are read, only another acceptance is news: the numbers stay as they were. */
  private static boolean saysNothingNew(
      @Nullable SecurityRecommendationStatus before,
      SecurityRecommendationStatus next,
      RecommendationStatuses known) {
    return before != null
        && (known.complete()
            ? RecommendationStatuses.saySame(before, next)
            : RecommendationStatuses.sameAcceptance(before, next));
  }

  private static boolean differsInNumbersOnly(
      @Nullable SecurityRecommendationStatus before, SecurityRecommendationStatus next) {
    return before != null && RecommendationStatuses.sameBesidesCounts(before, next);
  }
}
