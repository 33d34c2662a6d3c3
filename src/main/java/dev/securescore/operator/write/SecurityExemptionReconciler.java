package dev.securescore.operator.write;

import dev.securescore.api.SecurityExemption;
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

/** Hands exemptions of namespaces on to the engine, and tells their authors what came of them. */
@ControllerConfiguration(name = "securityexemption", triggerReconcilerOnAllEvents = true)
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
final class SecurityExemptionReconciler implements Reconciler<SecurityExemption> {

  private final ExemptionStatusWriting writing;
  private final SimpleInboundEventSource<SecurityExemption> pokes;

  SecurityExemptionReconciler(
      ExemptionStatusWriting writing, SimpleInboundEventSource<SecurityExemption> pokes) {
    this.writing = writing;
    this.pokes = pokes;
  }

  @Override
  public List<EventSource<?, SecurityExemption>> prepareEventSources(
      EventSourceContext<SecurityExemption> context) {
    return List.of(pokes);
  }

  @Override
  public UpdateControl<SecurityExemption> reconcile(
      SecurityExemption exemption, Context<SecurityExemption> context) {
    if (context.isPrimaryResourceDeleted()) {
      writing.gone(ExemptionName.of(exemption));
    } else {
      writing.reconcile(exemption, Declaration.of(exemption));
    }
    return UpdateControl.noUpdate();
  }
}
