package dev.securescore.operator.write;

import dev.securescore.api.SecurityRecommendation;
import dev.securescore.enforcement.EnforcementState;

/** Knows what admission does about recommendations. */
@FunctionalInterface
public interface EnforcementStates {

  /** An operator that does not enforce. */
  EnforcementStates TURNED_OFF =
      recommendation -> EnforcementState.turnedOff(recommendation.getSpec().enforcement());

  /** The state of a recommendation as it is declared now. */
  EnforcementState of(SecurityRecommendation recommendation);
}
