package dev.securescore.cli;

import dev.securescore.catalog.Library;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.output.Documents;
import dev.securescore.output.Printable;
import dev.securescore.output.Table;
import dev.securescore.output.exchange.JUnitReport;
import dev.securescore.output.exchange.Sarif;
import dev.securescore.output.exchange.SourceRoot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges the fixtures beside recommendations. */
@Command(
    name = "test",
    description = {
      "Judges the manifests under fixtures/NAME/ beside a recommendation NAME, and compares.",
      "",
      "The name of a fixture says what is expected: pass-*.yaml Healthy, fail-*.yaml Unhealthy, "
          + "skip-*.yaml NotApplicable, unknown-*.yaml NotEvaluated. A policy.yaml beside them, a "
          + "SecureScorePolicy, gives parameters.",
      "",
      "Exit codes: 0 all as expected, 1 something could not be read, 3 a verdict is another.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} test recommendations/",
      "  ${ROOT-COMMAND-NAME} test -o junit recommendations/ > test.xml",
    })
final class TestCommand implements Callable<Integer> {

  private final RootCommand root;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or folders of recommendations.")
  private List<String> paths = List.of();

  /** How verdicts are printed. */
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

  TestCommand(RootCommand root) {
    this.root = root;
  }

  /** What {@code -o json} prints. */
  record Result(List<FixtureResult> fixtures, List<String> withoutFixtures) {}

  @Override
  public Integer call() {
    Console console = root.console();
    Library library =
        Library.of(new ManifestReader(ReaderLimits.defaults(), console.in()).read(paths));
    boolean incomplete = console.sayAll(library.problems());
    FixtureRun run = new FixtureRun(console.clock());
    run.judge(library);
    List<FixtureResult> results = run.results();
    console.print(
        switch (format) {
          case TABLE -> table(results);
          case JSON -> Documents.json(new Result(results, run.withoutFixtures()));
          case SARIF ->
              Sarif.of(
                  FixtureRemarks.of(results), VersionCommand.version(), SourceRoot.ofProcess());
          case JUNIT -> junit(results).xml();
        });
    run.withoutFixtures().forEach(name -> console.say("warning: " + name + " has no fixtures"));
    long failed = results.stream().filter(each -> !each.passed()).count();
    console.say(
        library.recommendations().size()
            + " recommendations, "
            + results.size()
            + " fixtures, "
            + failed
            + " not as expected");
    if (library.recommendations().isEmpty() && !incomplete) {
      throw new Failure("there is no SecurityRecommendation in " + String.join(", ", paths));
    }
    return incomplete ? ExitCode.FAILED : failed > 0 ? ExitCode.FINDING : ExitCode.FINE;
  }

  private String table(List<FixtureResult> results) {
    Table table = new Table("", "RECOMMENDATION", "FIXTURE", "VERDICT", "");
    for (FixtureResult each : results) {
      table.add(
          each.passed() ? "ok" : "FAIL",
          each.recommendation(),
          each.fixture().substring(each.fixture().lastIndexOf('/') + 1),
          each.actual() == null ? "-" : each.actual(),
          each.passed() ? each.message() : each.disappointment());
    }
    return table.isEmpty()
        ? ""
        : table.lines(root.screen()).stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static JUnitReport junit(List<FixtureResult> results) {
    SourceRoot here = SourceRoot.ofProcess();
    Map<String, List<JUnitReport.Case>> suites =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    FixtureResult::recommendation,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        each ->
                            new JUnitReport.Case(
                                here.relative(each.fixture()),
                                each.passed()
                                    ? JUnitReport.Result.PASSED
                                    : JUnitReport.Result.FAILED,
                                each.passed() ? "" : Printable.of(each.disappointment())),
                        Collectors.toList())));
    return new JUnitReport(
        suites.entrySet().stream()
            .map(suite -> new JUnitReport.Suite(suite.getKey(), suite.getValue()))
            .toList());
  }
}
