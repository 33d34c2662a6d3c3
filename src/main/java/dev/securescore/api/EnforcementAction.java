package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What admission does with an object that a recommendation finds unhealthy. */
public enum EnforcementAction {
  DISABLED("Disabled"),
  AUDIT("Audit"),
  WARN("Warn"),
  DENY("Deny");

  private final String text;

  EnforcementAction(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
