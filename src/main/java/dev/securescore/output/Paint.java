package dev.securescore.output;

import dev.securescore.api.Severity;

/** The colours of a terminal, by what they mean. */
public enum Paint {
  NONE(""),
  HEADING("1"),
  QUIET("2"),
  GOOD("32"),
  FAIR("33"),
  BAD("31"),
  CATASTROPHIC("1;31");

  static final String OFF = "\u001b[0m";

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  String on() {
    return "\u001b[" + code + "m";
  }

  static Paint of(Severity severity) {
    return switch (severity) {
      case LOW -> QUIET;
      case MEDIUM -> FAIR;
      case HIGH -> BAD;
      case CRITICAL -> CATASTROPHIC;
    };
  }

  /** The colour of a score in percent. */
  static Paint ofScore(int percent) {
    if (percent >= 80) {
      return GOOD;
    }
    return percent >= 50 ? FAIR : BAD;
  }
}
