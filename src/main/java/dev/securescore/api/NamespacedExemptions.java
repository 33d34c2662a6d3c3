package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What exemptions that namespaces declare for themselves may do. */
public enum NamespacedExemptions {
  REQUIRE_APPROVAL("RequireApproval"),
  ALLOW("Allow"),
  FORBID("Forbid");

  private final String text;

  NamespacedExemptions(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
