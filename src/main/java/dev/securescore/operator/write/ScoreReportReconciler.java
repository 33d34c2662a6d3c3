package dev.securescore.operator.write;

import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportSpec;
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

/** Keeps the status of the reports in namespaces: the operator's own and those of people. */
@ControllerConfiguration(
    name = "scorereport",
    triggerReconcilerOnAllEvents = true,
    informer = @Informer(itemStore = CompressedStore.class))
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
final class ScoreReportReconciler implements Reconciler<ScoreReport> {

  private final Turns turns;
  private final ReportStatusWriting writing;
  private final SimpleInboundEventSource<ScoreReport> pokes;

  ScoreReportReconciler(
      Turns turns, ReportStatusWriting writing, SimpleInboundEventSource<ScoreReport> pokes) {
    this.turns = turns;
    this.writing = writing;
    this.pokes = pokes;
  }

  @Override
  public List<EventSource<?, ScoreReport>> prepareEventSources(
      EventSourceContext<ScoreReport> context) {
    return List.of(pokes);
  }

  @Override
  public UpdateControl<ScoreReport> reconcile(ScoreReport report, Context<ScoreReport> context) {
    WriteKey.Report key = WriteKey.Report.of(report);
    if (context.isPrimaryResourceDeleted()) {
      forget(key);
    } else if (turns.begins(key, report)) {
      writing.write(key, report, subject(key, report.getSpec()));
    }
    return UpdateControl.noUpdate();
  }

  private void forget(WriteKey.Report key) {
    writing.forget(key);
    if (key.isOwn()) {
      turns.missing(key);
    } else {
      turns.gone(key);
    }
  }

  /** What a report is about; one of ours is about everything there, whatever it selects. */
  private static ReportStatusWriting.Subject subject(
      WriteKey.Report key, @Nullable ScoreReportSpec declared) {
    ScoreReportSpec spec = declared == null ? ScoreReportSpec.EVERYTHING : declared;
    ScoreReportSpec choice = key.isOwn() ? ScoreReportSpec.EVERYTHING : spec;
    return new ReportStatusWriting.Subject(
        new Scope.Namespace(key.namespace(), Selectors.orEverything(choice.resourceSelector())),
        Selectors.orEverything(choice.recommendationSelector()),
        Selectors.scoreOf(spec.target()),
        false);
  }
}
