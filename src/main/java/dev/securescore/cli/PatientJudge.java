package dev.securescore.cli;

import dev.securescore.cel.BudgetLimits;
import dev.securescore.evaluation.Judge;
import java.time.Duration;

/** Judges with as much work as at admission, but more time: the program has only just started. */
final class PatientJudge {

  private static final Duration TIME = Duration.ofSeconds(10);

  private PatientJudge() {}

  static Judge create() {
    BudgetLimits standard = BudgetLimits.standard();
    return Judge.ofFiles(
        new BudgetLimits(standard.cost(), TIME, standard.size()), System::nanoTime);
  }
}
