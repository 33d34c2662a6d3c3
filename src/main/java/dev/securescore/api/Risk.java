package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How likely a patch stops a workload that works. */
public enum Risk {
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High");

  private final String text;

  Risk(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
