package dev.securescore.scoring;

/**
 * How the resources of a scope stand towards one recommendation.
 *
 * @param recommendation its name
 * @param points what it is worth, 0 to 50
 * @param severity how bad its finding is
 * @param healthy resources that follow it
 * @param unhealthy resources that do not
 * @param exempt findings that a decision took out of both counts
 * @param notApplicable resources of a matching kind that it does not concern
 * @param notEvaluated resources that could not be judged
 */
public record Tally(
    String recommendation,
    int points,
    Severity severity,
    int healthy,
    int unhealthy,
    int exempt,
    int notApplicable,
    int notEvaluated) {

  /** Checks the ranges. */
  public Tally {
    if (points < 0 || points > Points.MAXIMUM) {
      throw new IllegalArgumentException("points of " + recommendation + ": " + points);
    }
    if (healthy < 0 || unhealthy < 0 || exempt < 0 || notApplicable < 0 || notEvaluated < 0) {
      throw new IllegalArgumentException("negative count of " + recommendation);
    }
  }

  /** Resources that count for the score: healthy and unhealthy ones. */
  public int total() {
    return healthy + unhealthy;
  }
}
