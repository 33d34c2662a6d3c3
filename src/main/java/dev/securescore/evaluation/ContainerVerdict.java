package dev.securescore.evaluation;

/**
 * What became of one container.
 *
 * @param container its name
 * @param image as the container names it
 */
public record ContainerVerdict(String container, String image, Verdict verdict) {

  /** Whether it keeps a finding open: it fails, or could not be judged. */
  public boolean fails() {
    return verdict == Verdict.UNHEALTHY || verdict == Verdict.NOT_EVALUATED;
  }
}
