package dev.securescore.metrics;

import dev.securescore.engine.Totals;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The metrics that tell how a scope or a namespace stands. */
enum Headline {
  SCOPE(
      Metric.RATIO,
      Metric.GRADE,
      Metric.RAW_RATIO,
      Metric.FORECAST_RATIO,
      Metric.COVERAGE,
      Metric.OPEN_FINDINGS),
  NAMESPACE(
      Metric.NAMESPACE_RATIO,
      Metric.NAMESPACE_GRADE,
      Metric.NAMESPACE_RAW_RATIO,
      Metric.NAMESPACE_FORECAST_RATIO,
      Metric.NAMESPACE_COVERAGE,
      Metric.NAMESPACE_OPEN_FINDINGS);

  private final Metric ratio;
  private final Metric grade;
  private final Metric rawRatio;
  private final Metric forecastRatio;
  private final Metric coverage;
  private final Metric openFindings;

  Headline(
      Metric ratio,
      Metric grade,
      Metric rawRatio,
      Metric forecastRatio,
      Metric coverage,
      Metric openFindings) {
    this.ratio = ratio;
    this.grade = grade;
    this.rawRatio = rawRatio;
    this.forecastRatio = forecastRatio;
    this.coverage = coverage;
    this.openFindings = openFindings;
  }

  /**
   * Adds them.
   *
   * @param counting the recommendations that count, by name
   * @param labels the values that tell whose they are
   */
  void show(Series series, Totals totals, Set<String> counting, String... labels) {
    Score score =
        Score.of(
            totals.tallies().stream()
                .filter(tally -> counting.contains(tally.recommendation()))
                .toList());
    score
        .percent()
        .ifPresent(percent -> {
          series.add(ratio, ratio(percent), labels);
          series.add(grade, grade(score, totals), labels);
        });
    score.raw().percent().ifPresent(percent -> series.add(rawRatio, ratio(percent), labels));
    forecast(totals.tallies(), counting)
        .ifPresent(percent -> series.add(forecastRatio, ratio(percent), labels));
    series.add(coverage, ratio(score.coverage().percent()), labels);
    for (Severity severity : Severity.values()) {
      String[] withSeverity = Arrays.copyOf(labels, labels.length + 1);
      withSeverity[labels.length] = label(severity);
      series.add(openFindings, score.open(severity), withSeverity);
    }
  }

  /** A severity as the value of a label. */
  static String label(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** The score if everything that is judged counted; empty where all of it does. */
  private static Optional<Fraction> forecast(List<Tally> tallies, Set<String> counting) {
    return tallies.stream().allMatch(tally -> counting.contains(tally.recommendation()))
        ? Optional.empty()
        : Score.of(tallies).percent();
  }

  /** The letters are listed worst first, so that 0 is F. */
  private static int grade(Score score, Totals totals) {
    return Grade.of(score, totals.exposedCritical()).letter().ordinal();
  }

  private static double ratio(Fraction percent) {
    return percent.toDouble() / 100;
  }
}
