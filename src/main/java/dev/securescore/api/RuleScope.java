package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which resources a rule means: of the cluster, of namespaces, or both. */
public enum RuleScope {
  CLUSTER("Cluster"),
  NAMESPACED("Namespaced"),
  ANY("*");

  private final String text;

  RuleScope(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
