package dev.securescore.operator.watch;

import dev.securescore.api.CatalogState;
import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Up to which release the library counted when reports were last written.
 *
 * <p>The report {@code cluster} says it. Where somebody deleted that one, the other reports say it
 * too: those of groups, else those of namespaces, the one confirmed last.
 */
record FollowedRelease(KubernetesClient client) {

  /** Reports agree; in a large cluster a few hundred of them are enough to ask. */
  private static final ListOptions SOME = new ListOptionsBuilder().withLimit(200L).build();

  /** The release or {@code Latest}; empty where no report is left, as in a fresh cluster. */
  Optional<String> read() {
    Stream<Supplier<List<? extends CustomResource<?, ScoreReportStatus>>>> sources =
        Stream.of(
            () ->
                Stream.ofNullable(
                        client.resources(ClusterScoreReport.class).withName("cluster").get())
                    .toList(),
            () -> client.resources(ClusterScoreReport.class).list(SOME).getItems(),
            () -> client.resources(ScoreReport.class).inAnyNamespace().list(SOME).getItems());
    return sources.flatMap(reports -> latest(reports.get()).stream()).findFirst();
  }

  private static Optional<String> latest(
      List<? extends CustomResource<?, ScoreReportStatus>> reports) {
    return reports.stream()
        .map(CustomResource::getStatus)
        .filter(Objects::nonNull)
        .sorted(
            Comparator.comparing(
                    ScoreReportStatus::lastConfirmedTime,
                    Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .reversed())
        .map(ScoreReportStatus::catalog)
        .filter(Objects::nonNull)
        .map(CatalogState::activeUpTo)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
