package dev.securescore.operator.write;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionName;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** Hands exemptions of the cluster on to the engine, and tells their authors what came of them. */
@ControllerConfiguration(name = "clustersecurityexemption", triggerReconcilerOnAllEvents = true)
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
final class ClusterSecurityExemptionReconciler implements Reconciler<ClusterSecurityExemption> {

  private final ExemptionStatusWriting writing;
  private final SimpleInboundEventSource<ClusterSecurityExemption> pokes;

  ClusterSecurityExemptionReconciler(
      ExemptionStatusWriting writing, SimpleInboundEventSource<ClusterSecurityExemption> pokes) {
    this.writing = writing;
    this.pokes = pokes;
  }

  @Override
  public List<EventSource<?, ClusterSecurityExemption>> prepareEventSources(
      EventSourceContext<ClusterSecurityExemption> context) {
    return List.of(pokes);
  }

  @Override
  public UpdateControl<ClusterSecurityExemption> reconcile(
      ClusterSecurityExemption exemption, Context<ClusterSecurityExemption> context) {
    if (context.isPrimaryResourceDeleted()) {
      writing.gone(ExemptionName.of(exemption));
    } else {
      writing.reconcile(exemption, Declaration.of(exemption));
    }
    return UpdateControl.noUpdate();
  }
}
