package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How bad the weakness is, mildest first. */
public enum Severity {
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High"),
  CRITICAL("Critical");

  private final String text;

  Severity(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
