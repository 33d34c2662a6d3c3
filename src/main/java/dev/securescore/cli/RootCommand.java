package dev.securescore.cli;

import dev.securescore.output.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The bare command, which gives the answer rather than the help. */
@Command(
    name = "secure-score",
    description = "A security score for Kubernetes workloads, with what to fix first.",
    subcommandsRepeatable = false,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME}                               the score of the current cluster",
      "  ${ROOT-COMMAND-NAME} scan deploy/                  the score of manifests before a merge",
      "  ${ROOT-COMMAND-NAME} scan --fail-on High deploy/   exit 3 on a finding High or worse",
      "  ${ROOT-COMMAND-NAME} explain deploy/cart -n shop   what is wrong with one workload",
      "  ${ROOT-COMMAND-NAME} demo --once                   try it without a cluster",
    })
final class RootCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an error comes from.")
  private boolean debug;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours, also not on a terminal.")
  private boolean noColour;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  RootCommand(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  Screen screen() {
    return console.screen(!noColour);
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    return new StatusCommand(this, cluster).call();
  }
}
