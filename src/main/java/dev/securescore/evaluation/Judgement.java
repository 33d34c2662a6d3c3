package dev.securescore.evaluation;

import java.util.List;

/**
 * A verdict with what led to it.
 *
 * @param verdict of the whole resource: the worst of its containers where each is judged
 * @param evidence what explains the verdict; empty for a healthy one
 */
public record Judgement(Verdict verdict, List<Evidence> evidence) {

  static Judgement of(Verdict verdict, String reason, String message) {
    return new Judgement(verdict, List.of(new Evidence(verdict, reason, message, "")));
  }

  /**
   * One reason for a verdict.
   *
   * @param verdict what this reason alone gives
   * @param reason a word for machines: a condition's name, {@code EvaluationError}, …
   * @param message a sentence for people
   * @param container the container it is about; empty where it is about the whole
   */
  public record Evidence(Verdict verdict, String reason, String message, String container) {}
}
