package dev.securescore.cli;

import dev.securescore.catalog.Policy;
import dev.securescore.output.ClusterKinds;
import dev.securescore.output.KindsTable;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which kinds of workload a cluster has, and how each is judged. */
@Command(
    name = "kinds",
    description = {
      "Shows which kinds of workload are judged, how many there are, and what to declare.",
      "",
      "A kind that the policy does not name, such as a Rollout, is judged through its live children; "
          + "those without any are not judged.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} kinds",
      "  ${ROOT-COMMAND-NAME} kinds --context prod -o json",
    })
final class KindsCommand implements Callable<Integer> {

  private final RootCommand root;

  @Mixin private FormatOption output = new FormatOption();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  KindsCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (ClusterReader reader = cluster.open()) {
      ClusterKinds kinds =
          new LiveKinds(reader, Policy.of(ClusterCatalog.policy(reader), Set.of()), root.console())
              .count(reader.cluster());
      output.print(root, kinds, screen -> KindsTable.of(kinds, screen));
    }
    return ExitCode.FINE;
  }
}
