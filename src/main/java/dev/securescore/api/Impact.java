package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a fix protects: one container, the workload and its namespace, the node or the cluster.
 */
public enum Impact {
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High");

  private final String text;

  Impact(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
