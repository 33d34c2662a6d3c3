package dev.securescore.cli;

import dev.securescore.api.Risk;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.output.UnifiedDifference;
import dev.securescore.output.exchange.SourceRoot;
import java.io.IOException;
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

/** Rewrites manifests so that recommendations are followed. */
@Command(
    name = "fix",
    description = {
      "Rewrites manifests so that they follow recommendations; comments, order and layout stay.",
      "",
      "A change is kept only when the manifest is healthy afterwards and nothing else got worse. "
          + "What cannot be changed safely is named and left.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} fix --dry-run deploy/",
      "  ${ROOT-COMMAND-NAME} fix --recommendation privilege-escalation deploy/",
      "  ${ROOT-COMMAND-NAME} fix --standard PSS/restricted --risk High deploy/",
      "  ${ROOT-COMMAND-NAME} fix --dry-run deploy/ | git apply",
    })
final class FixCommand implements Callable<Integer> {

  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or folders of manifests in YAML or JSON.")
  private List<String> paths = List.of();

  @Option(
      names = "--recommendation",
      paramLabel = "NAME",
      description = "Fix only this one; may be given several times. Left out, all with a patch.")
  private List<String> names = List.of();

  @Option(
      names = "--risk",
      paramLabel = "RISK",
      defaultValue = "Medium",
      description =
          "The highest risk to take without asking, of stopping a workload that works: "
              + "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Risk risk = Risk.MEDIUM;

  @Option(names = "--dry-run", description = "Print what would change as a diff; write nothing.")
  private boolean dryRun;

  @Mixin private CatalogOptions catalogue = new CatalogOptions();

  FixCommand(RootCommand root) {
    this.console = root.console();
  }

  @Override
  public Integer call() throws IOException {
    if (paths.contains("-")) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "fix rewrites files, and standard input ('-') is none");
    }
    CatalogOptions.Chosen chosen = catalogue.read(console);
    Manifests manifests = new ManifestReader(ReaderLimits.defaults(), console.in()).read(paths);
    boolean incomplete = chosen.incomplete() | console.sayAll(manifests.problems());
    console.sayAll(manifests.notices());
    FixSelection selection = new FixSelection(chosen.catalog(), names, risk, new Question(console));
    selection
        .unknown()
        .ifPresent(message -> {
          throw new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
        });
    FileFix result = FileFix.of(manifests.manifests(), selection, console.clock());
    result.left().forEach(console::say);
    for (FileFix.Changed file : result.changed()) {
      if (dryRun) {
        console.print(
            UnifiedDifference.of(
                SourceRoot.ofProcess().relative(file.name()),
                file.text().before(),
                file.text().after()));
      } else {
        file.text().write();
        console.print("fixed " + file.name() + ": " + String.join(", ", file.fixed()) + "\n");
      }
    }
    console.say(result.summary(dryRun));
    return incomplete ? ExitCode.FAILED : ExitCode.FINE;
  }
}
