package dev.securescore.output;

import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Severity;
import dev.securescore.evaluation.Verdict;
import dev.securescore.output.Table.Cell;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a scan to people: the score, what to do next, where, and every finding. */
public final class ScanTable {

  private static final int WORST = 10;

  private final ScanResult result;
  private final Screen screen;
  private final List<String> lines = new ArrayList<>();

  private ScanTable(ScanResult result, Screen screen) {
    this.result = result;
    this.screen = screen;
  }

  /** The result as lines for a screen, ending with a line break. */
  public static String of(ScanResult result, Screen screen) {
    ScanTable table = new ScanTable(result, screen);
    table.lines.addAll(ScoreLines.of(result.snapshot(), screen));
    table.summary();
    table.recommendations();
    table.worst();
    table.findings();
    return table.lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private void summary() {
    if (result.passedOver() > 0) {
      quiet(result.passedOver() + " further objects are of kinds that nothing asks about");
    }
    if (result.excluded() > 0) {
      quiet(
          ScoreLines.plural(result.excluded(), "object")
              + " left out: the policy excludes the namespace");
    }
    result.baseline().map(Baseline.Comparison::sentence).ifPresent(this::quiet);
  }

  private void quiet(String line) {
    lines.add(screen.paint(Paint.QUIET, line));
  }

  private void recommendations() {
    Table table =
        new Table("RECOMMENDATION", "SEVERITY", "HEALTHY", "UNHEALTHY", "GAIN", "EFFORT", "FIX");
    int inOrder = 0;
    for (Contribution contribution : result.snapshot().score().contributions()) {
      Tally tally = contribution.tally();
      if (tally.unhealthy() > 0 || tally.notEvaluated() > 0 || tally.exempt() > 0) {
        add(table, tally, Display.signedGain(contribution.gain()));
      } else {
        inOrder++;
      }
    }
    result.withoutPoints().forEach(tally -> add(table, tally, "-"));
    section(table);
    if (inOrder > 0) {
      lines.add(
          screen.paint(
              Paint.GOOD,
              screen.sign("✓ ", "")
                  + inOrder
                  + (table.isEmpty() ? " recommendations, all followed" : " more are followed")));
    }
  }

  private void add(Table table, Tally tally, String gain) {
    SecurityRecommendationSpec spec = result.spec(tally.recommendation());
    table.add(
        tally.recommendation(),
        cell(spec.severity()),
        tally.healthy(),
        tally.unhealthy()
            + (tally.exempt() > 0 ? " (+" + tally.exempt() + " exempt)" : "")
            + (tally.notEvaluated() > 0 ? " (+" + tally.notEvaluated() + " ?)" : ""),
        gain,
        spec.effort(),
        spec.remediation().summary());
  }

  private void worst() {
    Table table = new Table("WORST RESOURCES", "SCORE", "GAIN", "FAILING");
    result.snapshot().resources().stream()
        .limit(WORST)
        .forEach(standing ->
            table.add(
                standing.id(),
                standing.percent().map(ScanTable::cell).orElse(new Cell("-", Paint.NONE)),
                Display.signedGain(standing.gain()),
                String.join(", ", standing.failing())));
    if (result.snapshot().resources().size() > 1) {
      section(table);
      int more = result.snapshot().resourcesWithPoints() - WORST;
      if (more > 0) {
        quiet("and " + more + " more");
      }
    }
  }

  private void findings() {
    Table table = new Table("FINDINGS", "", "", "");
    table.addAll(
        Finding.worstFirst(result.findings()),
        finding ->
            List.of(
                finding.place(),
                mark(finding),
                finding.recommendation().name(),
                finding.sentence() + finding.exemptSentence()));
    section(table);
  }

  private static Cell mark(Finding finding) {
    if (finding.isExempt()) {
      return new Cell("exempt", Paint.QUIET);
    }
    return finding.evidence().verdict() == Verdict.UNHEALTHY
        ? cell(finding.severity())
        : new Cell("?", Paint.FAIR);
  }

  private void section(Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines(screen));
    }
  }

  private static Cell cell(Severity severity) {
    return new Cell(severity.toString(), Paint.of(severity));
  }

  private static Cell cell(Fraction percent) {
    return new Cell(Display.percent(percent), Paint.ofScore(percent.floor()));
  }
}
