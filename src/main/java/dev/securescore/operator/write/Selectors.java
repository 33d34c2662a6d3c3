package dev.securescore.operator.write;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.ScoreTarget;
import org.jspecify.annotations.Nullable;

/** What the optional fields of a report's spec mean when they are left out. */
final class Selectors {

  private Selectors() {}

  static LabelSelector orEverything(@Nullable LabelSelector selector) {
    return selector == null ? LabelSelector.EVERYTHING : selector;
  }

  static @Nullable Integer scoreOf(@Nullable ScoreTarget target) {
    return target == null ? null : target.score();
  }
}
