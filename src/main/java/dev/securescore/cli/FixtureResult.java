package dev.securescore.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.evaluation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What came of one fixture.
 *
 * @param expected the verdict that its name says; null where it says none
 * @param actual the verdict that it got; null where it could not be judged at all
 * @param message what the recommendation says of it, or why it could not be judged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FixtureResult(
    String recommendation,
    String fixture,
    @Nullable Verdict expected,
    @Nullable Verdict actual,
    String message) {

  boolean passed() {
    return expected != null && expected == actual;
  }

  /** Why it did not pass, as half a sentence. */
  String disappointment() {
    return "expected "
        + (expected == null ? "nothing" : expected)
        + ", got "
        + (actual == null ? "no verdict" : actual)
        + (message.isEmpty() ? "" : ": " + message);
  }
}
