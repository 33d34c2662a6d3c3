package dev.securescore.scoring;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The headline score of a scope: Azure Secure Score as announced in December 2018.
 *
 * <pre>
 * score_r = points_r × healthy_r / (healthy_r + unhealthy_r)       left out when nothing applies
 * score   = 100 × Σ score_r / Σ points_r
 * gain_r  = 100 × points_r × unhealthy_r / (healthy_r + unhealthy_r) / Σ points
 * </pre>
 *
 * @param contributions of each recommendation that applies, the best gain first, then by name
 * @param points Σ score_r, exact
 * @param maximumPoints Σ points_r
 * @param coverage judged verdicts among those that should have been judged
 * @param allWaived what does not apply only since every finding is waived, by name
 */
public record Score(
    List<Contribution> contributions,
    Fraction points,
    int maximumPoints,
    Coverage coverage,
    List<Tally> allWaived) {

  private static final Comparator<Contribution> BEST_GAIN_FIRST =
      Comparator.comparing(Contribution::gain)
          .reversed()
          .thenComparing(contribution -> contribution.tally().severity(), Comparator.reverseOrder())
          .thenComparing(contribution -> contribution.tally().recommendation());

  /** The score of the tallies of one scope, one tally for each recommendation that counts. */
  public static Score of(List<Tally> tallies) {
    return of(tallies, Coverage.of(tallies));
  }

  private static Score of(List<Tally> tallies, Coverage coverage) {
    List<Tally> applying = tallies.stream().filter(tally -> tally.total() > 0).toList();
    int maximum = applying.stream().mapToInt(Tally::points).sum();
    Fraction points = Fraction.NOTHING;
    for (Tally tally : applying) {
      points = points.plus(earned(tally));
    }
    List<Contribution> contributions =
        applying.stream()
            .map(tally -> new Contribution(tally, earned(tally), gain(tally, maximum)))
            .sorted(BEST_GAIN_FIRST)
            .toList();
    List<Tally> allWaived =
        tallies.stream()
            .filter(tally -> tally.total() == 0 && tally.waived() > 0)
            .sorted(Comparator.comparing(Tally::recommendation))
            .toList();
    return new Score(contributions, points, maximum, coverage, allWaived);
  }

  /** The score as if no exemption held: every finding that one covers counts as open. */
  public Score raw() {
    return of(
        Stream.concat(contributions.stream().map(Contribution::tally), allWaived.stream())
            .map(Tally::raw)
            .toList(),
        coverage);
  }

  /** The gain of a recommendation that does not count yet, in this score as it will be then. */
  public Fraction gainOnceCounting(Tally tally) {
    return tally.total() == 0 ? Fraction.NOTHING : gain(tally, maximumPoints + tally.points());
  }

  /** Whether there was nothing that counts, or none of it could be judged. */
  public boolean isOfNothing() {
    return contributions.isEmpty() && allWaived.isEmpty();
  }

  /** Findings that an exemption covers. */
  public int exempt() {
    return Stream.concat(contributions.stream().map(Contribution::tally), allWaived.stream())
        .mapToInt(Tally::exempt)
        .sum();
  }

  private static Fraction earned(Tally tally) {
    return Fraction.of((long) tally.points() * tally.healthy(), tally.total());
  }

  private static Fraction gain(Tally tally, int maximum) {
    return maximum == 0
        ? Fraction.NOTHING
        : Fraction.of(100L * tally.points() * tally.unhealthy(), tally.total()).dividedBy(maximum);
  }

  /** The score in percent, 0 to 100, exact; empty where nothing that has points applies. */
  public Optional<Fraction> percent() {
    return maximumPoints == 0
        ? Optional.empty()
        : Optional.of(points.times(100).dividedBy(maximumPoints));
  }

  /** Σ score_r in thousandths of a point, rounded. */
  public long milliPoints() {
    return points.times(1000).rounded();
  }

  /** Σ points_r in thousandths of a point. */
  public long maximumMilliPoints() {
    return maximumPoints * 1000L;
  }

  /** The open findings of a severity: unhealthy verdicts, not resources. */
  public int open(Severity severity) {
    return contributions.stream()
        .map(Contribution::tally)
        .filter(tally -> tally.severity() == severity)
        .mapToInt(Tally::unhealthy)
        .sum();
  }

  /** What fixing every finding of one resource adds, in percentage points of this score. */
  public Fraction gainOfFixing(List<String> recommendations) {
    Fraction gain = Fraction.NOTHING;
    Set<String> fixed = Set.copyOf(recommendations);
    for (Contribution contribution : contributions) {
      if (contribution.tally().unhealthy() > 0
          && fixed.contains(contribution.tally().recommendation())) {
        gain = gain.plus(contribution.gain().dividedBy(contribution.tally().unhealthy()));
      }
    }
    return gain;
  }
}
