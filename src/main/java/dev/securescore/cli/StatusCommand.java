package dev.securescore.cli;

import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.catalog.Policy;
import dev.securescore.json.JsonMap;
import dev.securescore.output.ClusterStatus;
import dev.securescore.output.StatusTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the cluster's own report and what to do next. */
@Command(
    name = "status",
    description = {
      "Shows the score of the cluster, what is not judged and the three best next fixes.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} status",
      "  ${ROOT-COMMAND-NAME} status --context prod -o json",
    })
final class StatusCommand implements Callable<Integer> {

  private final RootCommand root;

  @Mixin private FormatOption output = new FormatOption();

  @Mixin private ClusterOptions cluster;

  StatusCommand(RootCommand root, ClusterOptions cluster) {
    this.root = root;
    this.cluster = cluster;
  }

  @Override
  public Integer call() {
    Console console = root.console();
    try (ClusterReader reader = cluster.open()) {
      ClusterStatus status = read(reader);
      output.print(
          root, status, screen -> StatusTable.of(status, console.clock().instant(), screen));
    }
    return ExitCode.FINE;
  }

  private static ClusterStatus read(ClusterReader reader) {
    JsonMap report =
        reader
            .get(ClusterReader.OURS + "/clusterscorereports/cluster")
            .orElseThrow(() -> noReport(reader));
    ScoreReportStatus status = ClusterReader.fill(report.object("status"), ScoreReportStatus.class);
    if (status.display() == null) {
      throw new Failure(
          "the report of the cluster '"
              + reader.cluster()
              + "' is still empty; the operator fills it within a minute of its start");
    }
    Map<String, ClusterStatus.Known> known = new HashMap<>();
    reader.list(
        ClusterReader.OURS + "/securityrecommendations",
        json -> known.put(json.object("metadata").string("name"), known(json)));
    return ClusterStatus.of(reader.cluster(), status, known).with(unconfigured(reader));
  }

  private static List<ClusterStatus.Unconfigured> unconfigured(ClusterReader reader) {
    try {
      return new OwnerKinds(reader, Policy.of(ClusterCatalog.policy(reader), Set.of())).atZero();
    } catch (Forbidden policy) {
      return List.of(); // who may not read the policy cannot know what it names
    }
  }

  private static ClusterStatus.Known known(JsonMap json) {
    return new ClusterStatus.Known(
        ClusterReader.fill(json.object("spec"), SecurityRecommendationSpec.class),
        ClusterReader.fill(json.object("status"), SecurityRecommendationStatus.class));
  }

  private static Failure noReport(ClusterReader reader) {
    boolean installed = reader.get(ClusterReader.OURS).isPresent();
    return new Failure(
        installed
            ? "the cluster '"
                + reader.cluster()
                + "' has no ClusterScoreReport 'cluster' yet; is the operator running? See 'kubectl "
                + "get pods -A -l app.kubernetes.io/name=secure-score'"
            : "Secure Score is not installed in the cluster '"
                + reader.cluster()
                + "'; install it with 'kubectl apply --server-side -f config/install.yaml', or scan files with "
                + "'secure-score scan'");
  }
}
