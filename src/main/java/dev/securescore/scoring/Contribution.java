package dev.securescore.scoring;

/**
 * What one recommendation adds to the score of a scope.
 *
 * @param tally the counts behind it
 * @param points {@code points × healthy / (healthy + unhealthy)}, 0 to 50
 * @param gain what fixing it everywhere in the scope adds to the score, in percentage points
 */
public record Contribution(Tally tally, Fraction points, Fraction gain) {

  /** The points in thousandths, rounded. */
  public long milliPoints() {
    return points.times(1000).rounded();
  }

  /** The most it can give, in thousandths of a point. */
  public long maximumMilliPoints() {
    return tally.points() * 1000L;
  }
}
