package dev.securescore.output;

import dev.securescore.api.Severity;
import dev.securescore.evaluation.Verdict;
import dev.securescore.output.Explanation.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows people what is wrong with one resource and how to fix it. */
public final class ExplanationTable {

  private final Explanation explanation;
  private final Screen screen;
  private final List<String> lines = new ArrayList<>();

  private ExplanationTable(Explanation explanation, Screen screen) {
    this.explanation = explanation;
    this.screen = screen;
  }

  /** The explanation as lines for a screen, ending with a line break. */
  public static String of(Explanation explanation, Screen screen) {
    ExplanationTable table = new ExplanationTable(explanation, screen);
    table.head();
    table.open();
    table.patch();
    table.rest();
    return table.lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private void head() {
    Integer score = explanation.score();
    String namespace = explanation.namespace();
    String name = (namespace.isEmpty() ? "" : namespace + "/") + explanation.name();
    lines.add(
        Printable.of(explanation.kind() + " " + name)
            + "   "
            + screen.paint(Paint.ofScore(score == null ? 0 : score), explanation.displayScore())
            + "   own score ("
            + count(Verdict.HEALTHY)
            + " healthy, "
            + count(Verdict.UNHEALTHY)
            + " unhealthy"
            + (exempt() == 0 ? "" : ", " + exempt() + " exempt")
            + (count(Verdict.NOT_EVALUATED) == 0
                ? ""
                : ", " + count(Verdict.NOT_EVALUATED) + " not evaluated")
            + ")"
            + (explanation.scoreOfNamespace() == null
                ? ""
                : "   namespace " + explanation.scoreOfNamespace())
            + (explanation.managedBy().isEmpty()
                ? ""
                : "   managed by " + Printable.of(manager(explanation.managedBy()))));
  }

  private long count(Verdict verdict) {
    return explanation.verdicts().stream()
        .filter(each -> each.verdict() == verdict && !each.isExempt())
        .count();
  }

  private long exempt() {
    return explanation.verdicts().stream().filter(Line::isExempt).count();
  }

  private void open() {
    Table table = new Table();
    for (Line line : explanation.verdicts()) {
      switch (line.verdict()) {
        case UNHEALTHY, NOT_EVALUATED -> add(table, line);
        case HEALTHY, NOT_APPLICABLE -> {}
      }
    }
    lines.addAll(table.lines(screen));
    for (Line line : explanation.verdicts()) {
      if (line.verdict() == Verdict.UNHEALTHY && !line.isExempt()) {
        fix(line);
      }
    }
  }

  private void add(Table table, Line line) {
    @Nullable Exempt exempt = line.exempt();
    boolean unhealthy = line.verdict() == Verdict.UNHEALTHY;
    String sign = unhealthy ? screen.sign("✗", "x") : "?";
    table.add(
        exempt == null
            ? new Table.Cell("  " + sign, Paint.BAD)
            : new Table.Cell("  -", Paint.QUIET),
        line.recommendation(),
        new Table.Cell(line.severity(), paint(line.severity())),
        gain(line),
        (exempt == null ? "" : exempt.sentence() + " (" + exempt.reason() + "): ")
            + line.reasons().stream()
                .map(ExplanationTable::sentence)
                .collect(Collectors.joining("; ")));
  }

  private static String gain(Line line) {
    if (line.isExempt()) {
      return "exempt";
    }
    return line.gain() == null ? (line.counts() ? "-" : "preview") : line.gain();
  }

  private static String sentence(Explanation.Reason reason) {
    String container = reason.container();
    String message =
        container == null || reason.message().contains(container)
            ? reason.message()
            : "container " + container + ": " + reason.message();
    return reason.object() == null ? message : reason.object() + ": " + message;
  }

  private void fix(Line line) {
    lines.add("");
    lines.add(
        screen.paint(Paint.HEADING, Printable.of(line.recommendation()))
            + "   fix: "
            + Printable.of(line.fix() == null ? "" : line.fix()));
    int number = 1;
    for (String step : line.steps()) {
      lines.add("  " + number++ + ". " + Printable.of(step));
    }
    line.links().forEach(link -> lines.add("  " + screen.paint(Paint.QUIET, Printable.of(link))));
  }

  private void patch() {
    Explanation.Patch patch = explanation.patch();
    if (patch == null) {
      return;
    }
    lines.add("");
    String names = Printable.of(String.join(", ", patch.recommendations()));
    String tool = tool(explanation.managedBy());
    if (tool.isEmpty()) {
      lines.add(screen.paint(Paint.HEADING, "patch") + " for " + names + ":");
      lines.add("  " + Printable.of(command(patch)));
    } else {
      lines.add(
          screen.paint(Paint.HEADING, "patch for Git")
              + " for "
              + names
              + " ("
              + tool
              + " owns this object, a live patch would be reverted):");
    }
    patch.difference().lines().forEach(line -> lines.add("    " + Printable.of(line)));
  }

  private static String tool(String managedBy) {
    return switch (managedBy.split(":", 2)[0]) {
      case "argocd" -> "Argo CD";
      case "flux" -> "Flux";
      case "helm" -> "Helm";
      default -> "";
    };
  }

  /** As people say it: {@code Argo CD application argocd/shop}. */
  private static String manager(String managedBy) {
    String[] parts = managedBy.split(":", 2);
    return switch (parts[0]) {
      case "argocd" -> "Argo CD application " + parts[1];
      case "flux" -> "Flux " + parts[1];
      case "helm" -> "Helm release " + parts[1];
      default -> managedBy;
    };
  }

  private String command(Explanation.Patch patch) {
    String namespace = explanation.namespace();
    return "kubectl patch "
        + explanation.kind().toLowerCase(Locale.ROOT)
        + " "
        + explanation.name()
        + (namespace.isEmpty() ? "" : " -n " + namespace)
        + " --type=json -p '"
        + Documents.oneLine(patch.operations()).replace("'", "'\\''")
        + "'";
  }

  private void rest() {
    lines.add("");
    names("healthy", Verdict.HEALTHY);
    names("not applicable", Verdict.NOT_APPLICABLE);
    String inactive =
        explanation.inactive().stream()
            .map(each -> each.name() + " (" + each.reason() + ")")
            .collect(Collectors.joining(", "));
    if (!inactive.isEmpty()) {
      lines.add(screen.paint(Paint.QUIET, "not counted: " + Printable.of(inactive)));
    }
  }

  private void names(String word, Verdict verdict) {
    String names =
        explanation.verdicts().stream()
            .filter(each -> each.verdict() == verdict)
            .map(Line::recommendation)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      lines.add(screen.paint(Paint.QUIET, word + ": " + Printable.of(names)));
    }
  }

  private static Paint paint(String severity) {
    return Arrays.stream(Severity.values())
        .filter(each -> each.toString().equals(severity))
        .findFirst()
        .map(Paint::of)
        .orElse(Paint.NONE);
  }
}
