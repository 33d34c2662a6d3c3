package dev.securescore.output;

import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.engine.ExemptionFacts;
import dev.securescore.engine.Snapshot;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a scan found, in numbers of one moment and with the places they come from.
 *
 * @param snapshot the score and what explains it
 * @param tallies the counts of every recommendation that judges, those in Preview too
 * @param standings how each judged resource stands
 * @param resources the judged resources in the order of reading
 * @param findings in the order of reading; with a baseline only those that are new
 * @param exemptions what came of those that were given
 * @param followed what resources follow, in the order of reading
 * @param passedOver how many objects no recommendation asks about
 * @param excluded how many objects are in namespaces that the policy excludes
 * @param baseline how the scan compares to an earlier one, where one was given
 */
public record ScanResult(
    Snapshot snapshot,
    List<Tally> tallies,
    Map<ResourceId, Snapshot.Standing> standings,
    List<ScannedResource> resources,
    List<Finding> findings,
    List<ExemptionFacts> exemptions,
    List<FollowedRecommendation> followed,
    int passedOver,
    int excluded,
    Optional<Baseline.Comparison> baseline) {

  /** The same scan with only those findings that an earlier one did not have. */
  public ScanResult against(Baseline earlier) {
    Set<String> judged = tallies.stream().map(Tally::recommendation).collect(Collectors.toSet());
    Baseline.Outcome outcome = earlier.of(judged).compare(findings, resources);
    return new ScanResult(
        snapshot,
        tallies,
        standings,
        resources,
        outcome.added(),
        exemptions,
        followed,
        passedOver,
        excluded,
        Optional.of(outcome.comparison()));
  }

  /** Recommendations that count here and give no points: all waived, or nothing could be judged. */
  public Stream<Tally> withoutPoints() {
    return Stream.concat(
        snapshot.score().allWaived().stream(),
        withoutAnyVerdict().stream().filter(tally -> tally.waived() == 0));
  }

  private List<Tally> withoutAnyVerdict() {
    return tallies.stream()
        .filter(tally -> tally.total() == 0 && tally.notEvaluated() > 0)
        .filter(tally ->
            snapshot
                .catalog()
                .find(tally.recommendation())
                .filter(each -> each.scored())
                .isPresent())
        .toList();
  }

  /** What the author of a recommendation that judges wrote about it. */
  public SecurityRecommendationSpec spec(String recommendation) {
    return snapshot.catalog().find(recommendation).orElseThrow().spec();
  }
}
