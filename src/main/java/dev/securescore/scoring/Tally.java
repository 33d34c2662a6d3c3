package dev.securescore.scoring;

/**
 * How the resources of a scope stand towards one recommendation.
 *
 * @param recommendation its name
 * @param points what it is worth, 0 to 50
 * @param severity how bad its finding is
 * @param healthy resources that follow it, and findings that count as mitigated
 * @param unhealthy resources that do not, without those that are exempt
 * @param mitigated findings among the healthy, since a decision counts them so
 * @param waived findings that a decision took out of both counts
 * @param notApplicable resources of a matching kind that it does not concern
 * @param notEvaluated resources that could not be judged
 */
public record Tally(
    String recommendation,
    int points,
    Severity severity,
    int healthy,
    int unhealthy,
    int mitigated,
    int waived,
    int notApplicable,
    int notEvaluated) {

  /** Checks the ranges. */
  public Tally {
    if (points < 0 || points > Points.MAXIMUM) {
      throw new IllegalArgumentException("points of " + recommendation + ": " + points);
    }
    if (healthy < 0 || unhealthy < 0 || waived < 0 || notApplicable < 0 || notEvaluated < 0) {
      throw new IllegalArgumentException("negative count of " + recommendation);
    }
    if (mitigated < 0 || mitigated > healthy) {
      throw new IllegalArgumentException("mitigated of " + recommendation + ": " + mitigated);
    }
  }

  /** A tally without mitigated findings. */
  public Tally(
      String recommendation,
      int points,
      Severity severity,
      int healthy,
      int unhealthy,
      int waived,
      int notApplicable,
      int notEvaluated) {
    this(
        recommendation,
        points,
        severity,
        healthy,
        unhealthy,
        0,
        waived,
        notApplicable,
        notEvaluated);
  }

  /** Resources that count for the score: healthy and unhealthy ones. */
  public int total() {
    return healthy + unhealthy;
  }

  /** Findings that an exemption covers, whatever it decides. */
  public int exempt() {
    return mitigated + waived;
  }

  /** The tally as if no exemption held: every finding that one covers is open. */
  Tally raw() {
    return new Tally(
        recommendation,
        points,
        severity,
        healthy - mitigated,
        unhealthy + exempt(),
        0,
        notApplicable,
        notEvaluated);
  }
}
