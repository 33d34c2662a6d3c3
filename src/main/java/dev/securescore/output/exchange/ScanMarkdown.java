package dev.securescore.output.exchange;

import dev.securescore.evaluation.Verdict;
import dev.securescore.output.Finding;
import dev.securescore.output.ScanResult;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Grade;
import java.util.ArrayList;
import java.util.List;

/** Writes a scan as Markdown, for a comment on a change or the summary of a job. */
public final class ScanMarkdown {

  /** A comment on GitHub holds 65,536 characters; more lines than these nobody reads. */
  private static final int MOST_FINDINGS = 200;

  private ScanMarkdown() {}

  /** The score, the fixes by gain, and the findings, worst first. */
  public static String of(ScanResult result, SourceRoot root) {
    List<String> lines = new ArrayList<>();
    lines.add("## Secure Score " + MarkdownText.words(Display.score(result.snapshot().score())));
    lines.add("");
    lines.add(
        "Grade "
            + result.snapshot().grade().map(ScanMarkdown::grade).orElse("\\-")
            + ", coverage "
            + MarkdownText.words(Display.coverage(result.snapshot().score().coverage()))
            + ", resources "
            + result.snapshot().counts().judged()
            + ".");
    result
        .baseline()
        .ifPresent(baseline -> {
          lines.add("");
          lines.add(MarkdownText.words(baseline.sentence()));
        });
    recommendations(result, lines);
    findings(result, root, lines);
    return String.join("\n", lines) + "\n";
  }

  private static String grade(Grade grade) {
    return grade.letter()
        + (grade.cappedBy().isEmpty()
            ? ""
            : MarkdownText.words(" (capped: " + String.join("; ", grade.cappedBy()) + ")"));
  }

  private static void recommendations(ScanResult result, List<String> lines) {
    List<Contribution> open =
        result.snapshot().score().contributions().stream()
            .filter(each -> each.tally().unhealthy() > 0)
            .toList();
    if (open.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(MarkdownText.row(List.of("Recommendation", "Severity", "Unhealthy", "Gain", "Fix")));
    lines.add("| --- | --- | ---: | ---: | --- |");
    for (Contribution each : open) {
      String name = each.tally().recommendation();
      lines.add(
          MarkdownText.row(
              List.of(
                  MarkdownText.code(name),
                  result.spec(name).severity().toString(),
                  String.valueOf(each.tally().unhealthy()),
                  MarkdownText.words(Display.signedGain(each.gain())),
                  MarkdownText.words(result.spec(name).remediation().summary()))));
    }
  }

  private static void findings(ScanResult result, SourceRoot root, List<String> lines) {
    List<Finding> findings = result.open().stream().sorted(Finding.WORST_FIRST).toList();
    if (findings.isEmpty()) {
      lines.add("");
      lines.add(
          result.snapshot().score().isOfNothing()
              ? "Nothing that counts was judged."
              : "No open findings.");
      return;
    }
    lines.add("");
    lines.add(MarkdownText.row(List.of("Place", "Severity", "Recommendation", "Finding")));
    lines.add("| --- | --- | --- | --- |");
    for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
      lines.add(
          MarkdownText.row(
              List.of(
                  MarkdownText.code(root.relative(finding.place())),
                  finding.evidence().verdict() == Verdict.UNHEALTHY
                      ? finding.severity().toString()
                      : "not evaluated",
                  MarkdownText.code(finding.recommendation().name()),
                  MarkdownText.code(finding.resource().id() + ": " + finding.sentence()))));
    }
    if (findings.size() > MOST_FINDINGS) {
      lines.add("");
      lines.add("And " + (findings.size() - MOST_FINDINGS) + " more.");
    }
  }
}
