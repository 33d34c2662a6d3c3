package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether rules match other versions of the same resource, as in ValidatingAdmissionPolicy. */
public enum MatchPolicy {
  EXACT("Exact"),
  EQUIVALENT("Equivalent");

  private final String text;

  MatchPolicy(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
