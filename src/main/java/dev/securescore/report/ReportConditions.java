package dev.securescore.report;

import dev.securescore.engine.Snapshot;
import dev.securescore.exemption.ExemptionKinds;
import dev.securescore.inventory.KindName;
import dev.securescore.report.ConditionFactory.State;
import dev.securescore.scoring.Coverage;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions of a score report; a bad score is never a report that is not ready. */
final class ReportConditions {

  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final String NOTHING = "nothing to judge";

  private final ReportRequest request;
  private final Snapshot snapshot;
  private final Coverage coverage;
  private final ConditionFactory conditions;

  ReportConditions(ReportRequest request) {
    this.request = request;
    this.snapshot = request.snapshot();
    this.coverage = snapshot.score().coverage();
    this.conditions = request.conditions();
  }

  List<Condition> all() {
    return List.of(ready(), complete(), targetMet());
  }

  private Condition ready() {
    String size =
        Words.count(snapshot.counts().judged(), "resource")
            + ", "
            + Words.count(request.recommendationCount(), "recommendation");
    if (!request.complete()) {
      return conditions.condition("Ready", State.FALSE, "Syncing", size + ", still reading");
    }
    return conditions.condition("Ready", State.TRUE, "Current", size + ", " + judged() + late());
  }

  private String judged() {
    if (coverage.isOfNothing()) {
      return NOTHING;
    }
    return coverage.isComplete()
        ? "all judged"
        : Words.count(coverage.notEvaluated(), "verdict") + " missing";
  }

  /** A report that keeps changing is written every 15 seconds; one that took longer says so. */
  private String late() {
    return request.waited().compareTo(USUAL) > 0
        ? ", written " + request.waited().toSeconds() + " s after the first change it shows"
        : "";
  }

  private Condition complete() {
    long all = coverage.evaluated() + coverage.notEvaluated();
    String share =
        coverage.isOfNothing()
            ? NOTHING
            : coverage.evaluated() + " of " + Words.count(all, "verdict");
    List<KindName> exempting = ExemptionKinds.among(snapshot.unavailable());
    if (!exempting.isEmpty()) {
      return conditions.condition(
          "Complete",
          State.FALSE,
          "ExemptionsUnavailable",
          share
              + "; nothing is exempt by what cannot be read: "
              + Words.list(snapshot.unavailable()));
    }
    if (coverage.isComplete()) {
      return conditions.condition("Complete", State.TRUE, "FullCoverage", share);
    }
    String missing = share + ", " + coverage.notEvaluated() + " not evaluated";
    String message =
        snapshot.unavailable().isEmpty()
            ? missing
            : missing + "; cannot read " + Words.list(snapshot.unavailable());
    return conditions.condition("Complete", State.FALSE, "NotEvaluated", message);
  }

  private Condition targetMet() {
    Optional<Fraction> percent = snapshot.score().percent();
    if (percent.isEmpty()) {
      return conditions.condition(
          "TargetMet", State.UNKNOWN, "NoApplicableResources", "nothing to score");
    }
    @Nullable Integer target = request.target();
    if (target == null) {
      return conditions.condition("TargetMet", State.UNKNOWN, "NoTarget", "no target set");
    }
    boolean reached = percent.get().compareTo(Fraction.of(target, 1)) >= 0;
    return conditions.condition(
        "TargetMet",
        State.of(reached),
        reached ? "Reached" : "Missed",
        "score " + Display.score(snapshot.score()) + ", target " + target);
  }
}
