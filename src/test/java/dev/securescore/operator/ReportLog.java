package dev.securescore.operator;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every status that anybody wrote into a report, as far as a watch sees it. */
public final class ReportLog implements AutoCloseable {

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final List<SharedIndexInformer<?>> informers;

  /** A status that was written; the namespace is empty for a cluster report. */
  public record Entry(String namespace, String name, ScoreReportStatus status) {

    /** How many resources the status counts. */
    public int judged() {
      return status.resources() == null ? 0 : status.resources().judged();
    }
  }

  /** Watches from now on; the client stays the caller's. */
  public ReportLog(KubernetesClient client) {
    this.informers =
        List.of(
            watched(client.resources(ScoreReport.class).inAnyNamespace().runnableInformer(0)),
            watched(client.resources(ClusterScoreReport.class).runnableInformer(0)));
  }

  private <T extends CustomResource<?, ScoreReportStatus>> SharedIndexInformer<T> watched(
      SharedIndexInformer<T> informer) {
    return informer
        .addEventHandler(this.<T>handler())
        .exceptionHandler((started, failure) -> true)
        .run();
  }

  private <T extends CustomResource<?, ScoreReportStatus>> ResourceEventHandler<T> handler() {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T report) {
        log(report);
      }

      @Override
      public void onUpdate(T before, T report) {
        log(report);
      }

      @Override
      public void onDelete(T report, boolean unknown) {}
    };
  }

  private void log(CustomResource<?, ScoreReportStatus> report) {
    String namespace = report.getMetadata().getNamespace();
    if (report.getStatus() != null) {
      entries.add(
          new Entry(
              namespace == null ? "" : namespace,
              report.getMetadata().getName(),
              report.getStatus()));
    }
  }

  /** Everything that was written, oldest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }
}
