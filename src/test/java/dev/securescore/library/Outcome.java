package dev.securescore.library;

import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.evaluation.Verdict;

/** What the engine and the server say of a pair. */
record Outcome(Pair pair, Verdict verdict, String detail, DryRun.Answer answer) {

  boolean refusedByPolicy() {
    return answer instanceof DryRun.Answer.Refused(String message)
        && message.contains(
            "ValidatingAdmissionPolicy '"
                + pair.recommendation().name()
                + PolicyTranslator.SUFFIX
                + "'");
  }

  boolean refusedByServer() {
    return answer instanceof DryRun.Answer.Refused && !refusedByPolicy();
  }

  boolean differs() {
    return !refusedByServer() && refusedByPolicy() != (verdict == Verdict.UNHEALTHY);
  }
}
