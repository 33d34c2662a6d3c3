package dev.securescore.report;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    Score score =
        Score.of(
            tallies.stream().filter(tally -> scored.contains(tally.recommendation())).toList());
    Map<String, Fraction> gains = HashMap.newHashMap(scored.size());
    score.contributions().forEach(each -> gains.put(each.tally().recommendation(), each.gain()));
    Map<String, RecommendationStanding> standings = HashMap.newHashMap(tallies.size());
    for (Tally tally : tallies) {
      String name = tally.recommendation();
      Fraction gain =
          scored.contains(name)
              ? gains.getOrDefault(name, Fraction.of(0, 1))
              : score.gainOnceCounting(tally);
      standings.put(name, new RecommendationStanding(tally, gain));
    }
    return Map.copyOf(standings);
  }
}
