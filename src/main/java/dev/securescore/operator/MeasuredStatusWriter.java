package dev.securescore.operator;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.metrics.OperatorMetrics;
import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;

/** Measures each write of a status. */
record MeasuredStatusWriter(StatusWriter writer, OperatorMetrics metrics, Clock clock)
    implements StatusWriter {

  @Override
  public <S, T> String write(CustomResource<S, T> resource, T status) {
    String version = metrics.write(resource.getKind(), () -> writer.write(resource, status));
    if (resource instanceof ScoreReport || resource instanceof ClusterScoreReport) {
      metrics.confirmed(clock.instant());
    }
    return version;
  }
}
