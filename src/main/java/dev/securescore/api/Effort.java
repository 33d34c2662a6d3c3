package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much work a fix is. */
public enum Effort {
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High");

  private final String text;

  Effort(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
