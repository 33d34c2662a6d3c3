package dev.securescore.cli;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.TypeChecker;
import dev.securescore.catalog.TypeProblem;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.lint.Linter;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.output.Documents;
import dev.securescore.output.Table;
import dev.securescore.output.exchange.Level;
import dev.securescore.output.exchange.Remark;
import dev.securescore.output.exchange.Remarks;
import dev.securescore.output.exchange.RemarksJUnit;
import dev.securescore.output.exchange.Sarif;
import dev.securescore.output.exchange.SourceRoot;
import dev.securescore.schema.BuiltInSchemas;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells authors what could be better about their recommendations. */
@Command(
    name = "lint",
    description = {
      "Checks recommendations: that they compile, patches too; texts, fixtures and points.",
      "",
      "Exit codes: 0 fine, 3 an error, or with --strict a warning.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} lint recommendations/",
      "  ${ROOT-COMMAND-NAME} lint --strict -o sarif recommendations/ > lint.sarif",
    })
final class LintCommand implements Callable<Integer> {

  private final RootCommand root;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or folders of recommendations.")
  private List<String> paths = List.of();

  @Option(names = "--strict", description = "Exit 3 on warnings, too.")
  private boolean strict;

  /** How remarks are printed. */
  enum Format {
    TABLE,
    JSON,
    SARIF,
    JUNIT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print the result: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TABLE;

  LintCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Console console = root.console();
    Library library =
        Library.of(new ManifestReader(ReaderLimits.defaults(), console.in()).read(paths));
    if (library.recommendations().isEmpty() && library.problems().isEmpty()) {
      throw new Failure("there is no SecurityRecommendation in " + String.join(", ", paths));
    }
    Remarks remarks = Linter.lint(library, FixtureFiles::count, types(), console.clock().instant());
    SourceRoot here = SourceRoot.ofProcess();
    List<String> names =
        library.recommendations().stream().map(DeclaredRecommendation::name).toList();
    console.print(
        switch (format) {
          case TABLE -> table(remarks);
          case JSON -> Documents.json(remarks);
          case SARIF -> Sarif.of(remarks, VersionCommand.version(), here);
          case JUNIT -> RemarksJUnit.of(remarks, names, here).xml();
        });
    long errors = count(remarks, Level.ERROR);
    long warnings = count(remarks, Level.WARNING);
    console.say(
        names.size()
            + " recommendations, "
            + errors
            + " errors, "
            + warnings
            + " warnings, "
            + count(remarks, Level.NOTE)
            + " notes");
    return errors > 0 || (strict && warnings > 0) ? ExitCode.FINDING : ExitCode.FINE;
  }

  private static Linter.TypeProblems types() {
    TypeChecker checker = new TypeChecker(CelLanguage.kubernetes(), BuiltInSchemas.read());
    return spec ->
        checker.check(spec, WorkloadKinds.builtIn()).problems().stream()
            .map(TypeProblem::toString)
            .toList();
  }

  private static long count(Remarks remarks, Level level) {
    return remarks.remarks().stream().filter(each -> each.level() == level).count();
  }

  private String table(Remarks remarks) {
    Table table = new Table("PLACE", "LEVEL", "RULE", "RECOMMENDATION", "");
    for (Remark each : remarks.remarks()) {
      table.add(
          each.line() > 0 ? each.file() + ":" + each.line() : each.file(),
          each.level(),
          each.rule(),
          each.about(),
          each.message());
    }
    return table.isEmpty()
        ? ""
        : table.lines(root.screen()).stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
