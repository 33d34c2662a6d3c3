package dev.securescore.operator.watch;

import dev.securescore.inventory.KindName;

/** Measures how long it takes to judge an object by every recommendation. */
@FunctionalInterface
public interface EvaluationTimes {

  /** Runs the evaluation of an object of a kind, and keeps how long it took. */
  void measure(KindName kind, Runnable evaluation);
}
