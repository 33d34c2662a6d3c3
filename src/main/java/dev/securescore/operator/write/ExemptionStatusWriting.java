package dev.securescore.operator.write;

import dev.securescore.api.SecurityExemptionSpec;
import dev.securescore.api.SecurityExemptionStatus;
import dev.securescore.engine.Engine;
import dev.securescore.engine.ExemptionFacts;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.report.ExemptionStatuses;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Optional;

/** Hands exemptions of both kinds on to the engine, and writes what came of them. */
final class ExemptionStatusWriting {

  private final Turns turns;
  private final ExemptionSink exemptions;
  private final Engine engine;
  private final Readiness readiness;
  private final StatusWriter statuses;
  private final ExemptionReasons reasons;

  ExemptionStatusWriting(
      Turns turns,
      ExemptionSink exemptions,
      Engine engine,
      Readiness readiness,
      StatusWriter statuses,
      ExemptionReasons reasons) {
    this.turns = turns;
    this.exemptions = exemptions;
    this.engine = engine;
    this.readiness = readiness;
    this.statuses = statuses;
    this.reasons = reasons;
  }

  /** An exemption that is there: it may have changed, or its status may be due. */
  void reconcile(
      CustomResource<SecurityExemptionSpec, SecurityExemptionStatus> exemption,
      Declaration declaration) {
    exemptions.put(declaration);
    WriteKey key = new WriteKey.Exemption(declaration.name());
    if (turns.begins(key, exemption)) {
      write(key, exemption, declaration);
    }
  }

  /** An exemption that is gone. */
  void gone(ExemptionName name) {
    exemptions.remove(name);
    reasons.remove(name);
    turns.gone(new WriteKey.Exemption(name));
  }

  private void write(
      WriteKey key,
      CustomResource<SecurityExemptionSpec, SecurityExemptionStatus> exemption,
      Declaration declaration) {
    Instant now = turns.now();
    boolean completeBefore = readiness.isComplete();
    Optional<ExemptionFacts> facts =
        engine
            .facts(declaration.name())
            .filter(each -> each.exemption().declaration().equals(declaration));
    boolean complete = completeBefore && readiness.isComplete();
    if (facts.isEmpty() || !readiness.mayWrite(complete, now)) {
      turns.again(key);
      return;
    }
    SecurityExemptionStatus status =
        ExemptionStatuses.of(facts.get(), exemption.getStatus(), complete, now);
    reasons.put(declaration.name(), ExemptionStatuses.effect(facts.get()).reason());
    if (status.equals(exemption.getStatus())) {
      turns.unneeded(key);
    } else {
      turns.wrote(key, statuses.write(exemption, status));
    }
  }
}
