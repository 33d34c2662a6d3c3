package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an exemption does to the findings that it covers. */
public enum ExemptionDecision {
  MITIGATED("Mitigated"),
  WAIVED("Waived");

  private final String text;

  ExemptionDecision(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
