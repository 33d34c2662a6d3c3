package dev.securescore.output;

import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Snapshot;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The head of a report: score, grade, coverage, open findings, and what does not count. */
final class ScoreLines {

  private ScoreLines() {}

  static List<String> of(Snapshot snapshot, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(head(snapshot, screen));
    lines.add(
        snapshot.score().isOfNothing()
            ? "nothing that counts was judged"
            : open(snapshot.score(), screen));
    Map<String, List<String>> byReason = new TreeMap<>();
    for (Catalog.Inactive inactive : snapshot.catalog().inactive()) {
      byReason.computeIfAbsent(inactive.reason(), any -> new ArrayList<>()).add(inactive.name());
    }
    byReason.forEach((reason, names) ->
        lines.add(
            screen.paint(
                Paint.QUIET,
                "not counted (" + reason + "): " + Printable.of(String.join(", ", names)))));
    return lines;
  }

  private static String head(Snapshot snapshot, Screen screen) {
    Score score = snapshot.score();
    String number =
        screen.paint(
            Paint.ofScore(score.percent().map(Fraction::floor).orElse(0)), Display.score(score));
    String grade = snapshot.grade().map(ScoreLines::grade).orElse("nothing applies");
    Snapshot.Counts counts = snapshot.counts();
    String raw = Display.score(score.raw());
    return "score "
        + number
        + (score.exempt() == 0 ? "" : "   raw " + raw)
        + "   "
        + grade
        + "   coverage "
        + Display.coverage(score.coverage())
        + "   "
        + plural(counts.judged(), "resource")
        + ", "
        + counts.withFindings()
        + " with findings";
  }

  private static String grade(Grade grade) {
    return "grade "
        + grade.letter()
        + (grade.cappedBy().isEmpty()
            ? ""
            : " (capped: " + String.join("; ", grade.cappedBy()) + ")");
  }

  private static String open(Score score, Screen screen) {
    String open =
        Stream.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
            .filter(severity -> score.open(severity) > 0)
            .map(severity -> score.open(severity) + " " + severity.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String exempt = score.exempt() == 0 ? "" : "   exempt: " + score.exempt();
    return (open.isEmpty()
            ? screen.paint(Paint.GOOD, "no open findings")
            : "open findings: " + open)
        + exempt;
  }

  static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
