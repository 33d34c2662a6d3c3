package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where enforcement holds: everywhere, or only in namespaces already healthy (a ratchet). */
public enum EnforcementScope {
  EVERYWHERE("Everywhere"),
  HEALTHY("Healthy");

  private final String text;

  EnforcementScope(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
