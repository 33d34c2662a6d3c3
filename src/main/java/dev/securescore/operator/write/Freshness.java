package dev.securescore.operator.write;

/** Tells whether the verdicts are those of the cluster as it is. */
@FunctionalInterface
public interface Freshness {

  /** Whether everything was read at least once, and nothing must be read again. */
  boolean isComplete();
}
