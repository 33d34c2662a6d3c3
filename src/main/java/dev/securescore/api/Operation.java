package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** An admission operation that a rule names. */
public enum Operation {
  CREATE("CREATE"),
  UPDATE("UPDATE"),
  DELETE("DELETE"),
  CONNECT("CONNECT"),
  ANY("*");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** The word as people type it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
