package dev.securescore.inventory;

import java.time.Instant;

/** What becomes of an object that arrives: judged, judged as part of another, or passed over. */
public sealed interface Standing {

  /**
   * Judged as itself.
   *
   * @param countsFrom when it starts to count; {@link Instant#MIN} for at once
   */
  record Own(Instant countsFrom) implements Standing {}

  /**
   * Judged as one of the live children of an owner whose kind is not judged.
   *
   * @param owner the resource that its verdicts go to
   * @param countsFrom when it starts to count; {@link Instant#MIN} for at once
   */
  record ChildOf(ResourceId owner, Instant countsFrom) implements Standing {}

  /** Not judged: a judged kind controls it, and that one is judged. */
  record Controlled() implements Standing {}

  /** Not judged: it ran to its end. */
  record Finished() implements Standing {}

  /** Not judged: the mirror of a static pod, or an old revision that keeps no pods. */
  record Passed() implements Standing {}
}
