package dev.securescore.operator.write;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ClusterScoreReportSpec;
import dev.securescore.api.LabelSelector;
import dev.securescore.engine.Scope;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the status of the reports on the cluster, its platform, and groups of namespaces. */
@ControllerConfiguration(
    name = "clusterscorereport",
    triggerReconcilerOnAllEvents = true,
    informer = @Informer(itemStore = CompressedStore.class))
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
final class ClusterScoreReportReconciler implements Reconciler<ClusterScoreReport> {

  private final Turns turns;
  private final ReportStatusWriting writing;
  private final SimpleInboundEventSource<ClusterScoreReport> pokes;

  ClusterScoreReportReconciler(
      Turns turns,
      ReportStatusWriting writing,
      SimpleInboundEventSource<ClusterScoreReport> pokes) {
    this.turns = turns;
    this.writing = writing;
    this.pokes = pokes;
  }

  @Override
  public List<EventSource<?, ClusterScoreReport>> prepareEventSources(
      EventSourceContext<ClusterScoreReport> context) {
    return List.of(pokes);
  }

  @Override
  public UpdateControl<ClusterScoreReport> reconcile(
      ClusterScoreReport report, Context<ClusterScoreReport> context) {
    WriteKey.ClusterReport key = new WriteKey.ClusterReport(report.getMetadata().getName());
    if (context.isPrimaryResourceDeleted()) {
      forget(key);
    } else if (turns.begins(key, report)) {
      writing.write(key, report, subject(key, report.getSpec()));
    }
    return UpdateControl.noUpdate();
  }

  private void forget(WriteKey.ClusterReport key) {
    writing.forget(key);
    if (key.isOwn()) {
      turns.missing(key);
    } else {
      turns.gone(key);
    }
  }

  /** What a report is about; one of ours is about everything there, whatever it selects. */
  private static ReportStatusWriting.Subject subject(
      WriteKey.ClusterReport key, @Nullable ClusterScoreReportSpec declared) {
    ClusterScoreReportSpec spec = declared == null ? ClusterScoreReportSpec.EVERYTHING : declared;
    ClusterScoreReportSpec choice = key.isOwn() ? ClusterScoreReportSpec.EVERYTHING : spec;
    return new ReportStatusWriting.Subject(
        scope(key, choice),
        Selectors.orEverything(choice.recommendationSelector()),
        Selectors.scoreOf(spec.target()),
        true);
  }

  private static Scope scope(WriteKey.ClusterReport key, ClusterScoreReportSpec spec) {
    if (key.equals(WriteKey.ClusterReport.PLATFORM)) {
      return new Scope.Platform();
    }
    @Nullable LabelSelector namespaces = spec.namespaceSelector();
    LabelSelector resources = Selectors.orEverything(spec.resourceSelector());
    return namespaces == null
        ? new Scope.Cluster(resources)
        : new Scope.Group(namespaces, resources);
  }
}
