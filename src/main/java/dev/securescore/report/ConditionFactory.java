package dev.securescore.report;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes the conditions of one status.
 *
 * @param previous those of the status before
 * @param generation of the resource that they are about
 * @param now the time of a transition
 */
record ConditionFactory(List<Condition> previous, long generation, Instant now) {

  private static final int LONGEST_MESSAGE = 32_768;

  /** The three values that a condition has. */
  enum State {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    State(String text) {
      this.text = text;
    }

    static State of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /** A condition; its transition time moves only when its state does. */
  Condition condition(String type, State state, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(state.text)
        .withReason(reason)
        .withMessage(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
        .withObservedGeneration(generation)
        .withLastTransitionTime(since(type, state))
        .build();
  }

  private String since(String type, State state) {
    return previous.stream()
        .filter(before -> type.equals(before.getType()) && state.text.equals(before.getStatus()))
        .map(Condition::getLastTransitionTime)
        .findFirst()
        .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
