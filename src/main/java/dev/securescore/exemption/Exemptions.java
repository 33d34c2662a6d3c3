package dev.securescore.exemption;

import dev.securescore.api.ExemptionRules;
import dev.securescore.api.NamespacedExemptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The exemptions of one moment under one policy.
 *
 * @param all every one that is declared, the one that decides before others first
 */
public record Exemptions(List<Exemption> all) {

  /** No exemption at all. */
  public static final Exemptions NONE = new Exemptions(List.of());

  /** Copies the list. */
  public Exemptions {
    all = List.copyOf(all);
  }

  /**
   * What became of declarations at a moment.
   *
   * @param rules what the policy of the cluster allows
   */
  public static Exemptions of(
      Collection<Declaration> declarations, ExemptionRules rules, Instant now) {
    return ordered(declarations.stream().map(each -> decide(each, rules, now)).toList());
  }

  /** These in the order in which they decide. */
  public static Exemptions ordered(Collection<Exemption> exemptions) {
    return new Exemptions(exemptions.stream().sorted(Exemption.PRECEDENCE).toList());
  }

  /** Those that hold, the one that decides before others first. */
  public List<Exemption> holding() {
    return all.stream().filter(Exemption::holds).toList();
  }

  /** Those that hold and are about a recommendation, the one that decides before others first. */
  public List<Exemption> holding(String recommendation) {
    return all.stream().filter(Exemption::holds).filter(e -> e.isAbout(recommendation)).toList();
  }

  /** The exemption of a name. */
  public Optional<Exemption> find(ExemptionName name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** These as if one were not declared. */
  public Exemptions without(ExemptionName name) {
    return new Exemptions(all.stream().filter(each -> !each.name().equals(name)).toList());
  }

  /** When the next one that holds now ends; empty where none will. */
  public Optional<Instant> nextExpiry() {
    return all.stream()
        .filter(Exemption::holds)
        .flatMap(each -> each.expires().stream())
        .min(Instant::compareTo);
  }

  private static Exemption decide(Declaration declaration, ExemptionRules rules, Instant now) {
    Instant created = Objects.requireNonNullElse(declaration.created(), now);
    boolean cluster = declaration.name().cluster();
    Optional<Instant> expires = declaration.expires();
    if (!cluster && rules.namespaced() == NamespacedExemptions.FORBID) {
      return Exemption.of(
          declaration,
          created,
          Validity.FORBIDDEN,
          "the SecureScorePolicy forbids exemptions in namespaces (spec.exemptions.namespaced)");
    }
    if (declaration.hasUnreadableTime() || expires.filter(end -> !end.isAfter(now)).isPresent()) {
      return Exemption.of(
          declaration,
          created,
          Validity.EXPIRED,
          declaration.hasUnreadableTime()
              ? "spec.expirationTime is no time; write it as 2027-01-31T00:00:00Z"
              : "ended at " + expires.orElse(now) + "; delete it, or declare another");
    }
    Optional<String> tooLong = tooLong(expires, created, rules);
    if (tooLong.isPresent()) {
      return Exemption.of(declaration, created, Validity.TOO_LONG, tooLong.get());
    }
    boolean mustBeApproved = cluster || rules.namespaced() != NamespacedExemptions.ALLOW;
    if (mustBeApproved && declaration.spec().approval() == null) {
      return Exemption.of(
          declaration,
          created,
          Validity.REQUESTED,
          "waits for `spec.approval` by someone with the verb 'approve'");
    }
    return Exemption.of(declaration, created, Validity.HOLDS, "");
  }

  private static Optional<String> tooLong(
      Optional<Instant> expires, Instant created, ExemptionRules rules) {
    Integer days = rules.maximumDurationDays();
    if (days == null) {
      return Optional.empty();
    }
    Instant latest = created.plus(Duration.ofDays(days));
    String bound = "the SecureScorePolicy allows " + days + " days from its creation";
    if (expires.isEmpty()) {
      return Optional.of(
          "has no spec.expirationTime, but " + bound + "; set it to " + latest + " at the latest");
    }
    return expires.get().isAfter(latest)
        ? Optional.of("ends at " + expires.get() + ", but " + bound + ", until " + latest)
        : Optional.empty();
  }
}
