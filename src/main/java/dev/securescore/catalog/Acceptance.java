package dev.securescore.catalog;

import java.util.List;

/** What came of compiling a recommendation. */
sealed interface Acceptance {

  /** It can judge. */
  record Accepted(Rule rule) implements Acceptance {}

  /**
   * It cannot judge.
   *
   * @param problems each names the field, the line and the column
   */
  record Refused(List<String> problems) implements Acceptance {}

  /** It waits for the policy to give these parameters. */
  record Waiting(List<String> parameters) implements Acceptance {}
}
