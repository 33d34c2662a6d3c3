package dev.securescore.cli;

import dev.securescore.output.Explanation;
import dev.securescore.output.ExplanationTable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains every verdict on one resource of a cluster. */
@Command(
    name = "explain",
    description = {"Explains every verdict on one resource, with the fix and what it gains.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} explain deploy/cart -n shop",
      "  ${ROOT-COMMAND-NAME} explain deployment.apps cart -n shop",
      "  ${ROOT-COMMAND-NAME} explain rollout/web -n shop -o yaml",
    })
final class ExplainCommand implements Callable<Integer> {

  private final RootCommand root;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..2",
      paramLabel = "RESOURCE",
      description = "KIND/NAME or KIND NAME, the kind as in kubectl.")
  private List<String> words = List.of();

  @Mixin private FormatOption output = new FormatOption();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace of the resource; else that of the context.")
  private @Nullable String namespace;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  ExplainCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    String[] named =
        words.size() == 1 ? words.getFirst().split("/", 2) : words.toArray(String[]::new);
    if (named.length != 2 || named[0].isEmpty() || !named[1].matches("[A-Za-z0-9.:_-]+")) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "'"
              + String.join(" ", words)
              + "' names no resource; write KIND/NAME, as in deploy/cart");
    }
    try (ClusterReader reader = cluster.open()) {
      Explanation explanation = explain(reader, named[0], named[1]);
      output.print(root, explanation, screen -> ExplanationTable.of(explanation, screen));
    }
    return ExitCode.FINE;
  }

  private Explanation explain(ClusterReader reader, String kind, String name) {
    @Nullable String chosen = namespace;
    return new LiveExplanation(reader, chosen == null ? reader.namespace() : chosen, root.console())
        .of(kind, name);
  }
}
