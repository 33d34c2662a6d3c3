package dev.securescore.evaluation;

/** How a resource stands towards a recommendation; four states, two bits. */
public enum Verdict {
  /** We could not tell, and a reason says why. */
  NOT_EVALUATED("NotEvaluated", 2),
  /** The recommendation does not concern the resource. */
  NOT_APPLICABLE("NotApplicable", 0),
  /** The resource follows the recommendation. */
  HEALTHY("Healthy", 1),
  /** A finding. */
  UNHEALTHY("Unhealthy", 3);

  private final String text;
  private final int weight;

  Verdict(String text, int weight) {
    this.text = text;
    this.weight = weight;
  }

  /** The worse of two verdicts: Unhealthy, NotEvaluated, Healthy, NotApplicable. */
  public Verdict worse(Verdict other) {
    return other.weight > weight ? other : this;
  }

  @Override
  public String toString() {
    return text;
  }
}
