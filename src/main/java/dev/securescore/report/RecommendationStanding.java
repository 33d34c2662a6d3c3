package dev.securescore.report;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a scope stands towards one recommendation.
 *
 * @param tally its counts
 * @param gain what fixing it everywhere adds to the scope's score, in percentage points; for one in
 *     Preview, to the score as it will be when it counts
 */
public record RecommendationStanding(Tally tally, Fraction gain) {

  /** The standing of every recommendation that judges, by name, from the tallies of a scope. */
  public static Map<String, RecommendationStanding> of(Catalog catalog, List<Tally> tallies) {
    Set<String> scored =
        catalog.judged().stream()
            .filter(Recommendation::scored)
            .map(Recommendation::name)
            .collect(Collectors.toSet());
    List<Tally> counting =
        tallies.stream().filter(tally -> scored.contains(tally.recommendation())).toList();
    Score score = Score.of(counting);
    Map<String, RecommendationStanding> standings = HashMap.newHashMap(tallies.size());
    for (Tally tally : tallies) {
      Score own =
          scored.contains(tally.recommendation())
              ? score
              : Score.of(Stream.concat(counting.stream(), Stream.of(tally)).toList());
      standings.put(tally.recommendation(), new RecommendationStanding(tally, gain(tally, own)));
    }
    return Map.copyOf(standings);
  }

  private static Fraction gain(Tally tally, Score score) {
    return score.contributions().stream()
        .filter(contribution -> contribution.tally().equals(tally))
        .findFirst()
        .map(Contribution::gain)
        .orElseGet(() -> Fraction.of(0, 1));
  }
}
