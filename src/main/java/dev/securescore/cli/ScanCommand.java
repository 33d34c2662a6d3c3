package dev.securescore.cli;

import com.google.common.base.Throwables;
import dev.securescore.catalog.Catalog;
import dev.securescore.exemption.ExemptionDocuments;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.output.Baseline;
import dev.securescore.output.Documents;
import dev.securescore.output.ScanDocument;
import dev.securescore.output.ScanFormat;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScanTable;
import dev.securescore.output.exchange.GitHubCommands;
import dev.securescore.output.exchange.OpenReports;
import dev.securescore.output.exchange.Sarif;
import dev.securescore.output.exchange.ScanJUnit;
import dev.securescore.output.exchange.ScanMarkdown;
import dev.securescore.output.exchange.ScanRemarks;
import dev.securescore.output.exchange.SourceRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
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
      "  ${ROOT-COMMAND-NAME} scan -o sarif deploy/ > scan.sarif",
      "  ${ROOT-COMMAND-NAME} scan --live -n shop",
      "  ${ROOT-COMMAND-NAME} scan --live -o openreports | kubectl apply --server-side -f -",
      "  ${ROOT-COMMAND-NAME} scan --baseline main.json --fail-on Medium deploy/",
      "  ${ROOT-COMMAND-NAME} scan --exemptions security/exemptions/ deploy/",
    })
final class ScanCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files or folders of manifests in YAML or JSON; '-' is standard input.")
  private List<String> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print the result: ${COMPLETION-CANDIDATES}.")
  private ScanFormat format = ScanFormat.TABLE;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "What an earlier 'scan -o json' printed: only findings that are new are shown, and only "
              + "they count for --fail-on.")
  private @Nullable Path baseline;

  @Option(
      names = "--live",
      description =
          "Judge the current cluster instead of files, by the recommendations and the policy that it "
              + "has, else by the built-in ones.")
  private boolean live;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "With --live: this namespace alone. Left out, all but those of the platform.")
  private @Nullable String namespace;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private CatalogOptions catalogue;

  @Option(
      names = "--exemptions",
      paramLabel = "PATH",
      description = "Exemptions, files or folders; those among the scanned files are not applied.")
  private List<String> exemptions = List.of();

  @Mixin private Gates gates = new Gates();

  ScanCommand(RootCommand root, BuiltIn builtIn) {
    this.root = root;
    this.console = root.console();
    this.catalogue = new CatalogOptions(builtIn);
  }

  @Override
  public Integer call() {
    @Nullable Path file = baseline;
    Optional<Baseline> earlier = Optional.ofNullable(file).map(BaselineFile::read);
    checkWhatToScan();
    Judged judged = live ? judgeCluster() : judgeFiles();
    ScanResult result = earlier.map(judged.result()::against).orElse(judged.result());
    console.print(printed(result));
    return exitCode(result, judged.incomplete());
  }

  /** What a scan found, and whether something that it should read was left out. */
  private record Judged(ScanResult result, boolean incomplete) {}

  private void checkWhatToScan() {
    String wrong =
        live && !paths.isEmpty()
            ? "--live judges the cluster and takes no PATH"
            : !live && paths.isEmpty()
                ? "Missing required parameter: 'PATH', or --live for the current cluster"
                : !live && namespace != null
                    ? "-n is for --live"
                    : live && !exemptions.isEmpty() ? "--exemptions is for files, not --live" : "";
    if (!wrong.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong);
    }
  }

  private Judged judgeCluster() {
    try (ClusterReader reader = cluster.open()) {
      Optional<Catalog> declared =
          catalogue.isDefault()
              ? new ClusterCatalog(reader, console).find(console.clock().instant())
              : Optional.empty();
      CatalogOptions.Chosen chosen =
          declared
              .map(catalog -> new CatalogOptions.Chosen(catalog, false))
              .orElseGet(() -> catalogue.read(console));
      return new Judged(
          new LiveScan(reader, chosen.catalog(), console, namespace).judge(), chosen.incomplete());
    }
  }

  private Judged judgeFiles() {
    // Standard input may be meant twice; then the recommendations are what comes first.
    boolean apart = !paths.contains("-");
    CompletableFuture<CatalogOptions.Chosen> choosing =
        apart
            ? CompletableFuture.supplyAsync(() -> catalogue.read(console))
            : CompletableFuture.completedFuture(catalogue.read(console));
    // On this thread, which would else only wait: one that waits for another does no part of its
    // work.
    Manifests manifests = reader().read(paths);
    CatalogOptions.Chosen chosen = outcome(choosing);
    ExemptionDocuments exempting =
        exemptions.isEmpty()
            ? ExemptionDocuments.empty()
            : ExemptionDocuments.of(reader().read(exemptions));
    boolean incomplete =
        chosen.incomplete()
            | console.sayAll(exempting.problems())
            | console.sayAll(manifests.problems());
    console.sayAll(manifests.notices());
    SameNames.in(manifests.manifests()).forEach(console::say);
    ExemptionNotices.ofIgnored(manifests, exempting).ifPresent(console::say);
    ScanResult whole = judge(chosen.catalog(), exempting, manifests);
    ExemptionNotices.of(whole, exempting).forEach(console::say);
    return new Judged(whole, incomplete);
  }

  private static <T> T outcome(CompletableFuture<T> task) {
    try {
      return task.join();
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(e.getCause() == null ? e : e.getCause());
      throw e;
    }
  }

  private ManifestReader reader() {
    return new ManifestReader(ReaderLimits.defaults(), console.in());
  }

  private String printed(ScanResult result) {
    SourceRoot here = SourceRoot.ofProcess();
    return switch (format) {
      case TABLE -> ScanTable.of(result, root.screen());
      case JSON -> Documents.json(ScanDocument.of(result));
      case YAML -> Documents.yaml(ScanDocument.of(result));
      case SARIF -> Sarif.of(ScanRemarks.of(result), VersionCommand.version(), here);
      case JUNIT -> ScanJUnit.of(result, here).xml();
      case MARKDOWN -> ScanMarkdown.of(result, here);
      case GITHUB -> GitHubCommands.of(ScanRemarks.of(result), here);
      case OPENREPORTS -> OpenReports.of(result);
    };
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
    List<Integer> codes = new ArrayList<>(broken.keySet());
    if (incomplete) {
      codes.add(ExitCode.FAILED);
    }
    return codes.stream().min(Integer::compare).orElse(ExitCode.FINE);
  }
}
