package dev.securescore.output;

import dev.securescore.api.Display;
import dev.securescore.api.InactiveRecommendation;
import dev.securescore.api.ResourceCounts;
import dev.securescore.output.Table.Cell;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows the status of a cluster to people. */
public final class StatusTable {

  /** Twice the operator's heartbeat: a report that old is not confirmed any more. */
  private static final Duration FROZEN = Duration.ofMinutes(30);

  /** A release may bring many. */
  private static final int NAMED_PREVIEWS = 5;

  private StatusTable() {}

  /** The status as lines for a screen, ending with a line break. */
  public static String of(ClusterStatus status, Instant now, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(head(status, now, screen));
    frozen(status, now).ifPresent(line -> lines.add(screen.paint(Paint.BAD, line)));
    String silent =
        Stream.concat(
                status.inactive().stream()
                    .filter(each -> !isPreview(each))
                    .map(StatusTable::reason),
                status.unconfigured().stream().map(StatusTable::unconfigured))
            .collect(Collectors.joining(", "));
    if (!silent.isEmpty()) {
      lines.add(screen.paint(Paint.QUIET, "not judged: " + Printable.of(silent)));
    }
    preview(status).ifPresent(line -> lines.add(screen.paint(Paint.QUIET, line)));
    if (!status.excludedNamespaces().isEmpty()) {
      String names = String.join(", ", status.excludedNamespaces());
      lines.add(screen.paint(Paint.QUIET, "excluded namespaces: " + Printable.of(names)));
    }
    lines.addAll(fixes(status, screen));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String head(ClusterStatus status, Instant now, Screen screen) {
    List<String> parts = new ArrayList<>();
    @Nullable Display display = status.display();
    @Nullable Integer score = status.score();
    String number = display == null || display.score() == null ? "-" : display.score();
    parts.add(
        "cluster "
            + Printable.of(status.cluster())
            + "   "
            + screen.paint(Paint.ofScore(score == null ? 0 : score), number)
            + raw(display));
    if (display != null && display.grade() != null) {
      String caps = String.join("; ", display.gradeCappedBy());
      parts.add("grade " + display.grade() + (caps.isEmpty() ? "" : " (capped: " + caps + ")"));
    }
    if (display != null && display.coverage() != null) {
      parts.add("coverage " + display.coverage());
    }
    @Nullable ResourceCounts resources = status.resources();
    if (resources != null) {
      @Nullable Integer namespaces = status.namespaces();
      parts.add(
          ScoreLines.plural(resources.judged(), "resource")
              + (namespaces == null ? "" : ", " + ScoreLines.plural(namespaces, "namespace")));
    }
    confirmed(status)
        .ifPresent(time -> parts.add("confirmed " + age(Duration.between(time, now)) + " ago"));
    return String.join("   ", parts);
  }

  /** The score without exemptions, where that is another. */
  private static String raw(@Nullable Display display) {
    return display == null
            || display.rawScore() == null
            || display.rawScore().equals(display.score())
        ? ""
        : "   raw " + display.rawScore();
  }

  private static Optional<Instant> confirmed(ClusterStatus status) {
    @Nullable String time = status.lastConfirmedTime();
    try {
      return time == null ? Optional.empty() : Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> frozen(ClusterStatus status, Instant now) {
    return confirmed(status)
        .filter(time -> time.plus(FROZEN).isBefore(now))
        .map(time ->
            "nobody confirms this report any more: see 'kubectl get pods -A -l "
                + "app.kubernetes.io/name=secure-score'");
  }

  static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  /** What judges without counting, and the score once it counts. */
  private static Optional<String> preview(ClusterStatus status) {
    List<String> names =
        status.inactive().stream()
            .filter(StatusTable::isPreview)
            .map(InactiveRecommendation::name)
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    @Nullable Display display = status.display();
    String forecast =
        display == null || display.forecast() == null
            ? "in preview: "
            : "forecast " + display.forecast() + " with what is in preview: ";
    String more =
        names.size() > NAMED_PREVIEWS ? " and " + (names.size() - NAMED_PREVIEWS) + " more" : "";
    return Optional.of(
        Printable.of(
            names.stream()
                .limit(NAMED_PREVIEWS)
                .collect(Collectors.joining(", ", forecast, more))));
  }

  private static boolean isPreview(InactiveRecommendation inactive) {
    return inactive.reason().equals("Preview");
  }

  private static String reason(InactiveRecommendation inactive) {
    String reason =
        switch (inactive.reason()) {
          case "ParameterMissing" -> "no parameter";
          case "CompileError" -> "does not compile";
          case "Disabled" -> "disabled";
          default -> inactive.reason();
        };
    return inactive.name() + " (" + reason + ")";
  }

  private static String unconfigured(ClusterStatus.Unconfigured workloads) {
    return ScoreLines.plural(workloads.resources(), workloads.kind())
        + " at zero replicas (kind not configured: see 'secure-score kinds')";
  }

  private static String cap(ClusterStatus status, ClusterStatus.Fix fix) {
    if (!fix.capsGrade()) {
      return "";
    }
    @Nullable Display display = status.display();
    return fix.gradeAfter() == null || display == null
        ? "   caps the grade"
        : "   lifts the cap: " + display.grade() + " -> " + fix.gradeAfter();
  }

  private static List<String> fixes(ClusterStatus status, Screen screen) {
    Table table = new Table("NEXT BEST FIXES", "", "GAIN", "EFFORT", "WHERE");
    int number = 1;
    for (ClusterStatus.Fix fix : status.nextFixes()) {
      table.add(
          number++ + " " + fix.recommendation(),
          fix.severity() == null
              ? ""
              : new Cell(fix.severity().toString(), Paint.of(fix.severity())),
          fix.gain() == null ? "" : fix.gain(),
          fix.effort() == null ? "" : fix.effort(),
          fix.where() + cap(status, fix));
    }
    List<String> lines = new ArrayList<>();
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines(screen));
    }
    return lines;
  }
}
