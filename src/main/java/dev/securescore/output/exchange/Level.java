package dev.securescore.output.exchange;

import dev.securescore.api.Severity;

/** How loudly a remark is made, in the words of SARIF. */
public enum Level {
  ERROR("error"),
  WARNING("warning"),
  NOTE("note"),
  /** We could not tell: SARIF's kind {@code open}, which has no level. */
  OPEN("none");

  private final String text;

  Level(String text) {
    this.text = text;
  }

  /** The level of a finding: High and Critical are errors. */
  public static Level of(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> ERROR;
      case MEDIUM -> WARNING;
      case LOW -> NOTE;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
