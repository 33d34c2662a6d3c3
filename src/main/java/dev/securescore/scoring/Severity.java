package dev.securescore.scoring;

/** How bad a weakness is, mildest first. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
