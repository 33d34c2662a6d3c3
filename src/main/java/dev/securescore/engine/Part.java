package dev.securescore.engine;

import dev.securescore.inventory.ResourceId;
import java.time.Instant;

/** What is kept of one observed object. */
sealed interface Part {

  /** The version of the object that this is about. */
  String resourceVersion();

  /** Which rules judged it, so that an unchanged object is not judged twice. */
  long generation();

  /** Whether the object is the one that was judged, by the rules that judge now. */
  default boolean isStill(String version, long rules) {
    return !version.isEmpty() && resourceVersion().equals(version) && generation() == rules;
  }

  /**
   * An object with verdicts.
   *
   * @param target the resource they go to: itself, or an owner whose kind is not judged
   * @param row its verdicts
   * @param countsFrom when it starts to count
   */
  record Live(
      ResourceId target, Row row, Instant countsFrom, String resourceVersion, long generation)
      implements Part {}

  /** A Pod or Job that ran to its end. */
  record Finished(String resourceVersion, long generation) implements Part {}

  /** An object that is not judged itself. */
  record Silent(String resourceVersion, long generation) implements Part {}
}
