package dev.securescore.operator.soak;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ClusterScoreReportSpec;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportSpec;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.ScoreTarget;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.operator.watch.Watching;
import dev.securescore.report.RecommendationStanding;
import dev.securescore.report.ReportRequest;
import dev.securescore.report.ScoreReports;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every report must say: by an engine of its own that reads the whole cluster afresh. */
final class SoakTruth implements AutoCloseable {

  private static final Pattern LATE = Pattern.compile(", written (\\d+) s after");

  private final KubernetesClient client;
  private final Watching fresh;

  SoakTruth(KubernetesClient client, Set<String> ownNamespaces) {
    this.client = client;
    this.fresh = Watching.of(client, ownNamespaces).start();
  }

  /** One line for each report that says something else than the truth, or is missing. */
  List<String> differences() {
    Engine engine = fresh.engine();
    List<String> differences = new ArrayList<>();
    Set<String> missing = new TreeSet<>(engine.namespaces().keySet());
    engine.catalog().policy().excludedNamespaces().forEach(missing::remove);
    for (ScoreReport report :
        client.resources(ScoreReport.class).inAnyNamespace().list().getItems()) {
      String namespace = report.getMetadata().getNamespace();
      boolean own = report.getMetadata().getName().equals(ScoreReport.NAMESPACE);
      ScoreReportSpec spec =
          own || report.getSpec() == null ? ScoreReportSpec.EVERYTHING : report.getSpec();
      if (own) {
        missing.remove(namespace);
      }
      compare(
          report,
          new Scope.Namespace(namespace, orEverything(spec.resourceSelector())),
          orEverything(spec.recommendationSelector()),
          spec.target(),
          false,
          differences);
    }
    missing.forEach(namespace -> differences.add("no report in " + namespace));
    for (ClusterScoreReport report : client.resources(ClusterScoreReport.class).list().getItems()) {
      ClusterScoreReportSpec spec =
          report.getSpec() == null ? ClusterScoreReportSpec.EVERYTHING : report.getSpec();
      compare(
          report,
          scope(report.getMetadata().getName(), spec),
          orEverything(spec.recommendationSelector()),
          spec.target(),
          true,
          differences);
    }
    recommendations(engine, differences);
    return differences;
  }

  private static Scope scope(String name, ClusterScoreReportSpec spec) {
    LabelSelector resources = orEverything(spec.resourceSelector());
    return switch (name) {
      case ClusterScoreReport.CLUSTER -> new Scope.Cluster();
      case ClusterScoreReport.PLATFORM -> new Scope.Platform();
      default ->
          spec.namespaceSelector() == null
              ? new Scope.Cluster(resources)
              : new Scope.Group(spec.namespaceSelector(), resources);
    };
  }

  private static LabelSelector orEverything(@Nullable LabelSelector selector) {
    return selector == null ? LabelSelector.EVERYTHING : selector;
  }

  private void compare(
      CustomResource<?, ScoreReportStatus> report,
      Scope scope,
      LabelSelector recommendations,
      @Nullable ScoreTarget target,
      boolean several,
      List<String> differences) {
    String name = report.getMetadata().getNamespace() + "/" + report.getMetadata().getName();
    @Nullable ScoreReportStatus actual = report.getStatus();
    if (actual == null) {
      differences.add(name + " has no status");
      return;
    }
    ReportRequest request =
        new ReportRequest(
            fresh.engine().snapshot(scope, recommendations, ScoreReports.WORST),
            recommendations,
            target == null ? null : target.score(),
            report.getMetadata().getGeneration(),
            actual,
            true,
            List.of(),
            late(actual),
            Instant.now());
    ScoreReportStatus expected =
        several ? ScoreReports.ofCluster(request) : ScoreReports.ofNamespace(request);
    if (!ScoreReports.saySame(actual, expected)) {
      differences.add(name + "\n  says " + actual + "\n  truth " + expected);
    }
  }

  /** How late a report says that it was written, which is about its writing and not the cluster. */
  private static Duration late(ScoreReportStatus status) {
    return status.conditions().stream()
        .flatMap(each -> LATE.matcher(each.getMessage()).results())
        .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private void recommendations(Engine engine, List<String> differences) {
    Map<String, RecommendationStanding> standings =
        RecommendationStanding.of(engine.catalog(), engine.tallies(new Scope.Cluster()));
    for (SecurityRecommendation each :
        client.resources(SecurityRecommendation.class).list().getItems()) {
      String name = each.getMetadata().getName();
      @Nullable RecommendationStanding standing = standings.get(name);
      if (standing != null) {
        String expected =
            "%d healthy, %d unhealthy"
                .formatted(standing.tally().healthy(), standing.tally().unhealthy());
        String actual =
            each.getStatus() == null || each.getStatus().counts() == null
                ? "no counts"
                : "%d healthy, %d unhealthy"
                    .formatted(
                        each.getStatus().counts().healthy(), each.getStatus().counts().unhealthy());
        if (!Objects.equals(actual, expected)) {
          differences.add("recommendation " + name + " says " + actual + ", truth " + expected);
        }
      }
    }
  }

  @Override
  public void close() {
    fresh.close();
  }
}
