package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The language of a patch, as in MutatingAdmissionPolicy. */
public enum PatchType {
  APPLY_CONFIGURATION("ApplyConfiguration"),
  JSON_PATCH("JSONPatch");

  private final String text;

  PatchType(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
