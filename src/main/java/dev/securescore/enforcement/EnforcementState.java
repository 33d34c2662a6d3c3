package dev.securescore.enforcement;

import dev.securescore.api.Enforcement;
import dev.securescore.api.EnforcementAction;

/**
 * What admission does about a recommendation now.
 *
 * @param action what it does; {@code DISABLED} where it does nothing
 * @param reason a word for machines, the reason of the condition {@code Enforced}
 * @param message a sentence for people
 */
public record EnforcementState(EnforcementAction action, String reason, String message) {

  /** Nothing was asked for. */
  public static final EnforcementState DISABLED =
      new EnforcementState(
          EnforcementAction.DISABLED, "Disabled", "spec.enforcement.action is Disabled");

  /** Nothing is done, for a reason. */
  public static EnforcementState nothing(String reason, String message) {
    return new EnforcementState(EnforcementAction.DISABLED, reason, message);
  }

  /** What is done by an operator that does not enforce. */
  public static EnforcementState turnedOff(Enforcement declared) {
    return declared.action() == EnforcementAction.DISABLED
        ? DISABLED
        : nothing(
            "TurnedOff",
            "this operator does not enforce: turn it on with `enforcement.enabled` of the chart or "
                + "`run --enforcement`");
  }

  /** Whether admission does something. */
  public boolean isInForce() {
    return action != EnforcementAction.DISABLED;
  }
}
