package dev.securescore.cli;

import dev.securescore.api.Severity;
import dev.securescore.evaluation.Verdict;
import dev.securescore.output.Finding;
import dev.securescore.output.ScanResult;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a result must be for the scan to end well. */
final class Gates {

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "Exit 3 on a finding of this severity or worse: ${COMPLETION-CANDIDATES}.")
  private @Nullable Severity failOn;

  @Option(
      names = "--fail-below",
      paramLabel = "N",
      converter = Percent.class,
      description = "Exit 4 when the score is below N, 0 to 100.")
  private @Nullable BigDecimal failBelow;

  @Option(
      names = "--fail-coverage-below",
      paramLabel = "N",
      converter = Percent.class,
      description = "Exit 5 when less than N percent could be judged, 0 to 100.")
  private @Nullable BigDecimal failCoverageBelow;

  /** A number from 0 to 100. */
  static final class Percent implements ITypeConverter<BigDecimal> {

    private static final BigDecimal MOST = new BigDecimal(100);

    @Override
    public BigDecimal convert(String value) {
      if (!value.matches("[0-9]{1,3}(\\.[0-9]{1,9})?")
          || new BigDecimal(value).compareTo(MOST) > 0) {
        throw new TypeConversionException("'" + value + "' is not a number from 0 to 100");
      }
      return new BigDecimal(value);
    }
  }

  /** The exit codes that a result earns, each with the reason. */
  Map<Integer, String> broken(ScanResult result) {
    Map<Integer, String> reasons = new TreeMap<>();
    finding(result).ifPresent(reason -> reasons.put(ExitCode.FINDING, reason));
    Score score = result.snapshot().score();
    if (failBelow != null) {
      tooLow(score.percent(), failBelow)
          .ifPresent(reason -> reasons.put(ExitCode.SCORE_TOO_LOW, reason));
    }
    Fraction coverage = score.coverage().percent();
    if (isBelow(coverage, failCoverageBelow)) {
      reasons.put(
          ExitCode.COVERAGE_TOO_LOW,
          "the coverage " + Display.percent(coverage) + " is below " + failCoverageBelow);
    }
    return reasons;
  }

  /** Without a score nothing shows that it is high enough. */
  private static Optional<String> tooLow(Optional<Fraction> percent, BigDecimal least) {
    if (percent.isEmpty()) {
      return Optional.of(
          "there is no score to compare with "
              + least
              + ": nothing that has points applies to what was scanned; is it the right folder?");
    }
    return percent
        .filter(value -> isBelow(value, least))
        .map(value -> "the score " + Display.percent(value) + " is below " + least);
  }

  private Optional<String> finding(ScanResult result) {
    @Nullable Severity least = failOn;
    if (least == null) {
      return Optional.empty();
    }
    long findings =
        result.findings().stream()
            .filter(finding -> finding.evidence().verdict() == Verdict.UNHEALTHY)
            .filter(finding -> !finding.isExempt())
            .map(Finding::severity)
            .filter(severity -> severity.compareTo(least) >= 0)
            .count();
    return findings == 0
        ? Optional.empty()
        : Optional.of("there are findings of severity " + least + " or worse: " + findings);
  }

  private static boolean isBelow(Fraction value, @Nullable BigDecimal least) {
    return least != null
        && new BigDecimal(value.numerator())
                .compareTo(least.multiply(new BigDecimal(value.denominator())))
            < 0;
  }
}
