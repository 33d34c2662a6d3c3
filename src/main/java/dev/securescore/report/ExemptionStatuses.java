package dev.securescore.report;

import dev.securescore.api.ExemptionEffect;
import dev.securescore.api.SecurityExemptionStatus;
import dev.securescore.engine.ExemptionFacts;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.Validity;
import dev.securescore.report.ConditionFactory.State;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the status of an exemption, which proves what it does. */
public final class ExemptionStatuses {

  private ExemptionStatuses() {}

  /**
   * Why an exemption has an effect, or has none.
   *
   * @param effective whether it exempts a finding
   * @param reason of the condition Effective
   * @param message for people
   */
  public record Effect(boolean effective, String reason, String message) {}

  /**
   * The status of an exemption.
   *
   * @param before its status until now; null for a new one
   * @param complete whether everything that should be judged was read
   */
  public static SecurityExemptionStatus of(
      ExemptionFacts facts,
      @Nullable SecurityExemptionStatus before,
      boolean complete,
      Instant now) {
    long generation = facts.exemption().declaration().generation();
    ConditionFactory conditions =
        new ConditionFactory(before == null ? List.of() : before.conditions(), generation, now);
    Effect effect = effect(facts);
    Condition ready =
        complete
            ? conditions.condition("Ready", State.TRUE, "Reconciled", "")
            : conditions.condition("Ready", State.FALSE, "Syncing", "resources are being read");
    return new SecurityExemptionStatus(
        generation,
        List.of(
            ready,
            conditions.condition(
                "Effective", State.of(effect.effective()), effect.reason(), effect.message())),
        facts.matched(),
        facts.needed(),
        facts.exemption().holds() ? scores(facts).orElse(null) : null);
  }

  private static Optional<ExemptionEffect> scores(ExemptionFacts facts) {
    Optional<Fraction> without = facts.without().percent();
    return facts
        .with()
        .percent()
        .flatMap(with -> without.map(base -> Display.change(base, with)))
        .map(change ->
            new ExemptionEffect(
                change, Display.score(facts.without()), Display.score(facts.with())));
  }

  /** What comes of an exemption. */
  public static Effect effect(ExemptionFacts facts) {
    Exemption exemption = facts.exemption();
    if (!exemption.holds()) {
      return new Effect(false, exemption.validity().toString(), notHolding(facts));
    }
    if (facts.exempted() > 0) {
      return new Effect(true, Validity.HOLDS.toString(), active(facts));
    }
    if (facts.matched() == 0) {
      return new Effect(false, "NoMatch", noMatch(facts));
    }
    if (facts.open() > 0) {
      return new Effect(
          false,
          "Incomplete",
          Words.count(facts.open(), "finding") + " stays open, since other containers fail too");
    }
    if (facts.needed() > 0) {
      return new Effect(
          false, "Shadowed", "another exemption decides: " + Words.list(facts.deciding()));
    }
    return facts.unknown() > 0
        ? new Effect(
            false,
            "NotEvaluated",
            Words.count(facts.unknown(), "verdict")
                + " could not be reached; nothing to exempt yet")
        : new Effect(
            false, "NotNeeded", "nothing it is about is unhealthy any more; delete this exemption");
  }

  private static String notHolding(ExemptionFacts facts) {
    return facts.exemption().message()
        + (facts.needed() == 0 ? "" : "; about " + Words.count(facts.needed(), "finding"));
  }

  private static String active(ExemptionFacts facts) {
    StringBuilder message =
        new StringBuilder("exempts ").append(Words.count(facts.exempted(), "finding"));
    message.append("; still unhealthy underneath, so still needed");
    int healthy = facts.matched() - facts.needed() - facts.unknown();
    if (healthy > 0) {
      message.append("; ").append(Words.count(healthy, "verdict")).append(" healthy without it");
    }
    if (facts.open() > 0) {
      message.append("; ").append(Words.count(facts.open(), "finding"));
      message.append(" open, since other containers fail too");
    }
    if (!facts.deciding().isEmpty()) {
      message.append("; elsewhere others decide: ").append(Words.list(facts.deciding()));
    }
    return message + silent(facts);
  }

  private static String noMatch(ExemptionFacts facts) {
    if (facts.silent().size() == facts.exemption().recommendations().size()) {
      return "there is no recommendation " + quoted(facts.silent()) + " that judges";
    }
    String message =
        facts.exemption().isOfContainers()
            ? "no container that it names in a resource that it names is judged"
            : "no resource that it names is judged";
    String whole =
        facts.whole().isEmpty()
            ? ""
            : "; " + quoted(facts.whole()) + " does not look at single containers";
    return message + whole + silent(facts);
  }

  private static String silent(ExemptionFacts facts) {
    return facts.silent().isEmpty()
        ? ""
        : "; there is no recommendation " + quoted(facts.silent()) + " that judges";
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
