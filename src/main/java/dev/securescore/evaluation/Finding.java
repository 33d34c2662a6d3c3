package dev.securescore.evaluation;

import dev.securescore.evaluation.Judgement.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What a rule finds by what it reads; whatever is alike in that is found alike.
 *
 * @param message as the rule makes it, which may repeat a value of the environment
 * @param source the expression that made the message; null where none did
 * @param lasting false where something went wrong that may go well the next time
 */
record Finding(
    Verdict verdict, String reason, String message, @Nullable String source, boolean lasting) {

  private static final Finding HEALTHY = new Finding(Verdict.HEALTHY, "Healthy", "", null, true);

  static Finding healthy() {
    return HEALTHY;
  }

  static Finding notEvaluated(String reason, String message, boolean lasting) {
    return new Finding(Verdict.NOT_EVALUATED, reason, message, null, lasting);
  }

  /** The same finding, which lasts or not. */
  Finding lasting(boolean lasts) {
    return new Finding(verdict, reason, message, source, lasts);
  }

  /**
   * The finding about one object.
   *
   * @param container the container it is about; empty where it is about the whole
   */
  Evidence about(Case object, String container) {
    String told = source == null ? message : Discretion.of(message, source, object);
    return new Evidence(verdict, reason, told, container);
  }
}
