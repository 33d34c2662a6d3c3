package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a selector compares the value of a label. */
public enum SelectorOperator {
  IN("In"),
  NOT_IN("NotIn"),
  EXISTS("Exists"),
  DOES_NOT_EXIST("DoesNotExist");

  private final String text;

  SelectorOperator(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
