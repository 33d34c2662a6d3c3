package dev.securescore.operator.write;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecureScorePolicyStatus;
import dev.securescore.engine.Engine;
import dev.securescore.report.PolicyStatuses;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** Hands the policy on to the catalogue, and tells its author what it names in vain. */
@ControllerConfiguration(name = "securescorepolicy", triggerReconcilerOnAllEvents = true)
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
final class SecureScorePolicyReconciler implements Reconciler<SecureScorePolicy> {

  private static final WriteKey KEY = new WriteKey.Policy();

  private final Turns turns;
  private final CatalogSink catalog;
  private final Engine engine;
  private final Readiness readiness;
  private final StatusWriter statuses;
  private final SimpleInboundEventSource<SecureScorePolicy> pokes;

  SecureScorePolicyReconciler(
      Turns turns,
      CatalogSink catalog,
      Engine engine,
      Readiness readiness,
      StatusWriter statuses,
      SimpleInboundEventSource<SecureScorePolicy> pokes) {
    this.turns = turns;
    this.catalog = catalog;
    this.engine = engine;
    this.readiness = readiness;
    this.statuses = statuses;
    this.pokes = pokes;
  }

  @Override
  public List<EventSource<?, SecureScorePolicy>> prepareEventSources(
      EventSourceContext<SecureScorePolicy> context) {
    return List.of(pokes);
  }

  @Override
  public UpdateControl<SecureScorePolicy> reconcile(
      SecureScorePolicy policy, Context<SecureScorePolicy> context) {
    if (!policy.getMetadata().getName().equals(SecureScorePolicy.NAME)) {
      return UpdateControl.noUpdate();
    }
    if (context.isPrimaryResourceDeleted()) {
      catalog.policy(null);
      turns.gone(KEY);
      return UpdateControl.noUpdate();
    }
    catalog.policy(policy);
    if (turns.begins(KEY, policy)) {
      write(policy);
    }
    return UpdateControl.noUpdate();
  }

  private void write(SecureScorePolicy policy) {
    SecureScorePolicyStatus status =
        PolicyStatuses.of(policy, engine.catalog(), readiness.isComplete(), turns.now());
    if (status.equals(policy.getStatus())) {
      turns.unneeded(KEY);
    } else {
      turns.wrote(KEY, statuses.write(policy, status));
    }
  }
}
