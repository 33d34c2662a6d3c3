package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The reason that admission gives for a refusal, as in ValidatingAdmissionPolicy. */
public enum ValidationReason {
  UNAUTHORIZED("Unauthorized"),
  FORBIDDEN("Forbidden"),
  INVALID("Invalid"),
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLarge");

  private final String text;

  ValidationReason(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
