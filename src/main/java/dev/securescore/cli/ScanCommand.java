package dev.securescore.cli;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.PolicyDocument;
import dev.securescore.catalog.Standard;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.Suggestion;
import dev.securescore.exemption.ExemptionDocuments;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.manifest.Source;
import dev.securescore.output.Documents;
import dev.securescore.output.Format;
import dev.securescore.output.ScanDocument;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScanTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges manifests before they reach a cluster. */
@Command(
    name = "scan",
    description = {
      "Judges manifests with the same engine as the operator.",
      "",
      "Exit codes: 0 fine, 1 something could not be read, 2 wrong usage, 3 a finding at or over "
          + "--fail-on, 4 the score is below --fail-below, 5 the coverage is too low; of several the "
          + "lowest.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} scan deploy/",
      "  kustomize build overlays/prod | ${ROOT-COMMAND-NAME} scan -",
      "  ${ROOT-COMMAND-NAME} scan --fail-on High --fail-below 80 deploy/",
      "  ${ROOT-COMMAND-NAME} scan --standard PSS/restricted -o json deploy/",
      "  ${ROOT-COMMAND-NAME} scan --no-builtin --recommendations ours/ deploy/",
      "  ${ROOT-COMMAND-NAME} scan --exemptions security/exemptions/ deploy/",
    })
final class ScanCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or folders of manifests in YAML or JSON; '-' is standard input.")
  private List<String> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print the result: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TABLE;

  @Option(
      names = "--recommendations",
      paramLabel = "PATH",
      description = "Further recommendations; one of the same name replaces a built-in one.")
  private List<String> recommendations = List.of();

  @Option(names = "--no-builtin", description = "Judge without the built-in recommendations.")
  private boolean withoutBuiltIn;

  @Option(
      names = "--standard",
      paramLabel = "NAME",
      description =
          "Only what a standard asks for: its name, or name and beginning of the id, such as "
              + "PSS/baseline, PSS/restricted (with baseline), CIS/5.2 or AzureSecureScore.")
  private @Nullable String standard;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A SecureScorePolicy: parameters, points, stages, further workload kinds.")
  private @Nullable String policy;

  @Option(
      names = "--exemptions",
      paramLabel = "PATH",
      description = "Exemptions, files or folders; those among the scanned files are not applied.")
  private List<String> exemptions = List.of();

  @Mixin private Gates gates = new Gates();

  ScanCommand(RootCommand root) {
    this.root = root;
    this.console = root.console();
  }

  @Override
  public Integer call() {
    Library library = library();
    PolicyDocument decided = policy();
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                library.recommendations(), decided.spec(), Set.of(), console.clock().instant());
    ExemptionDocuments exempting =
        exemptions.isEmpty()
            ? ExemptionDocuments.empty()
            : ExemptionDocuments.of(reader().read(exemptions));
    Manifests manifests = reader().read(paths);
    boolean incomplete =
        refused(library, catalog)
            | say(library.problems())
            | say(decided.problems())
            | say(exempting.problems())
            | say(manifests.problems());
    manifests.notices().forEach(notice -> console.say(notice.toString()));
    SameNames.in(manifests.manifests()).forEach(console::say);
    ExemptionNotices.ofIgnored(manifests, exempting).ifPresent(console::say);
    ScanResult result = judge(catalog, exempting, manifests);
    ExemptionNotices.of(result, exempting).forEach(console::say);
    console.print(
        switch (format) {
          case TABLE -> ScanTable.of(result, root.screen());
          case JSON -> Documents.json(ScanDocument.of(result));
          case YAML -> Documents.yaml(ScanDocument.of(result));
        });
    return exitCode(result, incomplete);
  }

  private ManifestReader reader() {
    return new ManifestReader(ReaderLimits.defaults(), console.in());
  }

  private Library library() {
    Library builtIn = withoutBuiltIn ? Library.empty() : Library.builtIn();
    Library own =
        recommendations.isEmpty() ? Library.empty() : Library.of(reader().read(recommendations));
    Library all = builtIn.and(own);
    @Nullable String wanted = standard;
    if (wanted == null) {
      return all;
    }
    Library chosen = all.of(Standard.of(wanted));
    if (chosen.recommendations().isEmpty()) {
      List<String> known = Standard.namesIn(all);
      throw new ParameterException(
          commandLine(),
          "Invalid value for option '--standard': no recommendation refers to '"
              + wanted
              + "'"
              + Suggestion.forName(wanted, known)
              + (known.isEmpty() ? "" : " (known: " + String.join(", ", known) + ")"));
    }
    return chosen;
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private PolicyDocument policy() {
    @Nullable String file = policy;
    return file == null
        ? new PolicyDocument(SecureScorePolicySpec.DEFAULT, List.of())
        : PolicyDocument.of(file, reader().read(List.of(file)));
  }

  /** Tells which given recommendations do not compile; returns whether there are any. */
  private boolean refused(Library library, Catalog catalog) {
    List<Catalog.Inactive> refused =
        catalog.inactive().stream().filter(each -> each.reason().equals("CompileError")).toList();
    for (Catalog.Inactive each : refused) {
      @Nullable Source source = library.sources().get(each.name());
      console.say(
          (source == null ? "" : source + ": ")
              + "SecurityRecommendation '"
              + each.name()
              + "': spec."
              + each.message());
    }
    return !refused.isEmpty();
  }

  private boolean say(List<?> problems) {
    problems.forEach(problem -> console.say(problem.toString()));
    return !problems.isEmpty();
  }

  private ScanResult judge(Catalog catalog, ExemptionDocuments exempting, Manifests manifests) {
    try (Progress progress = new Progress(console, manifests.manifests().size())) {
      return new FileScan(catalog, exempting.declarations(), console.clock())
          .judge(manifests.manifests(), progress::step);
    }
  }

  private int exitCode(ScanResult result, boolean incomplete) {
    Map<Integer, String> broken = gates.broken(result);
    broken.values().forEach(reason -> console.say("failed: " + reason));
    if (gates.needsScore() && result.snapshot().score().percent().isEmpty()) {
      console.say("there is no score: nothing that has points applies to these files");
    }
    List<Integer> codes = new ArrayList<>(broken.keySet());
    if (incomplete) {
      codes.add(ExitCode.FAILED);
    }
    return codes.stream().min(Integer::compare).orElse(ExitCode.FINE);
  }
}
