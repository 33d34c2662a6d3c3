package dev.securescore.output;

import java.util.Locale;

/** How a result is written. */
public enum Format {
  TABLE,
  JSON,
  YAML;

  /** As people type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
