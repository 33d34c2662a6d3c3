package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an expression of a recommendation sees. */
public enum Target {
  CONTAINER("Container"),
  POD_SPEC("PodSpec"),
  OBJECT("Object");

  private final String text;

  Target(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
