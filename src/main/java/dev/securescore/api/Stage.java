package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a recommendation judges, and whether it counts. */
public enum Stage {
  PREVIEW("Preview"),
  ACTIVE("Active"),
  DEPRECATED("Deprecated"),
  DISABLED("Disabled");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
