package dev.securescore.output;

import java.util.Locale;

/** How the result of a scan is written: for people, for programs, for other tools. */
public enum ScanFormat {
  TABLE,
  JSON,
  YAML,
  SARIF,
  JUNIT,
  MARKDOWN,
  GITHUB,
  OPENREPORTS;

  /** As people type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
