package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade;
import dev.securescore.scoring.Score;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be said of one scope at one moment; every number is of the same moment.
 *
 * @param catalog what judged it
 * @param score points, gains and coverage
 * @param forecast the score if every recommendation in preview counted; empty where none is
 * @param exposedCritical open Critical findings on resources reachable from outside
 * @param counts how many resources there are
 * @param resources the resources with findings, most points lost first, as many as were asked for
 * @param resourcesWithPoints how many resources lose points
 * @param namespaces how many namespaces have a resource in the scope
 * @param unavailable kinds that could not be read, so that nothing is known of them
 */
public record Snapshot(
    Catalog catalog,
    Score score,
    Optional<Score> forecast,
    int exposedCritical,
    Counts counts,
    List<Standing> resources,
    int resourcesWithPoints,
    int namespaces,
    Set<KindName> unavailable) {

  /** The grade; empty where there is no score. */
  public Optional<Grade> grade() {
    return score.percent().map(percent -> Grade.of(score, exposedCritical));
  }

  /**
   * How many resources there are.
   *
   * @param judged resources with at least one verdict that counts
   * @param withFindings those with an open finding that counts
   * @param finished Pods and Jobs that ran to their end
   * @param settling Pods and Jobs that have not lived long enough
   * @param replicas the pods that the judged resources want
   */
  public record Counts(int judged, int withFindings, int finished, int settling, long replicas) {}

  /**
   * How one resource stands.
   *
   * @param id the resource
   * @param percent its own score by the same formula over itself; empty without one
   * @param gain what fixing it adds to the score of the scope, in percentage points
   * @param failing the recommendations it fails, worth most first
   * @param exempt the recommendations that it fails and is exempt from, by name
   * @param managedBy the tool that brings it into the cluster; empty for none
   */
  public record Standing(
      ResourceId id,
      Optional<Fraction> percent,
      Fraction gain,
      List<String> failing,
      List<String> exempt,
      String managedBy) {}
}
