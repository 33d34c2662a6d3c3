package dev.securescore.operator.enforce;

import dev.securescore.api.EnforcementAction;
import dev.securescore.api.EnforcementScope;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.KubernetesRelease;
import dev.securescore.enforcement.Bindings;
import dev.securescore.enforcement.EnforcementState;
import dev.securescore.enforcement.Namespaces;
import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.enforcement.Translation;
import dev.securescore.exemption.Exemptions;
import dev.securescore.report.Spread;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResources;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what should be in the cluster; writes nothing. Used by one thread. */
final class Intentions {

  /** The reason where the server is older than what a policy needs. */
  static final String TOO_OLD = "KubernetesTooOld";

  /** The first release with policies of version v1, the one that is written. */
  private static final KubernetesRelease FIRST = new KubernetesRelease(30);

  private final CelLanguage language;
  private Map<String, Translated> translations = new HashMap<>();

  /** A translation with what it was made of. */
  private record Translated(
      Recommendation recommendation, Exemptions exemptions, Translation translation) {}

  Intentions(CelLanguage language) {
    this.language = language;
  }

  /**
   * The intention for every recommendation that does not leave admission alone, by name.
   *
   * @param spreads where each is followed; null while that is not known
   * @param server the cluster's release; empty while that is not known
   */
  Map<String, Intention> of(
      Catalog catalog,
      Exemptions exemptions,
      @Nullable Map<String, Spread> spreads,
      Optional<KubernetesRelease> server) {
    Map<String, Intention> intentions = new LinkedHashMap<>();
    Map<String, Translated> used = new HashMap<>();
    for (Catalog.Inactive inactive : catalog.inactive()) {
      if (inactive.spec().enforcement().action() != EnforcementAction.DISABLED) {
        intentions.put(inactive.name(), idle(inactive));
      }
    }
    for (Recommendation recommendation : catalog.judged()) {
      String name = recommendation.name();
      if (recommendation.spec().enforcement().action() == EnforcementAction.DISABLED) {
        continue;
      }
      Translated translated = translate(recommendation, exemptions, catalog);
      used.put(name, translated);
      intentions.put(
          name,
          switch (translated.translation()) {
            case Translation.Translated(ValidatingAdmissionPolicy policy) ->
                tooOld(recommendation, server)
                    .orElseGet(() -> enforce(recommendation, policy, catalog, spreads));
            case Translation.Inexpressible(String reason) ->
                new Intention.Nothing(
                    EnforcementState.nothing(
                        "Inexpressible", "admission cannot express it: " + reason));
          });
    }
    translations = used;
    return intentions;
  }

  /** While exemptions cannot be read, no policy may begin to refuse what is exempt. */
  static Map<String, Intention> withoutExemptions(Map<String, Intention> intentions) {
    Map<String, Intention> careful = new LinkedHashMap<>();
    intentions.forEach((name, intention) ->
        careful.put(
            name,
            switch (intention) {
              case Intention.Enforce enforce ->
                  new Intention.AsItIs(
                      "ExemptionsUnavailable",
                      "exemptions cannot be read, so what was there before stays and nothing new is refused");
              case Intention.AsItIs asItIs -> asItIs;
              case Intention.Nothing nothing -> nothing;
            }));
    return careful;
  }

  /** A server that cannot do it would take the policy and never apply it, or refuse it. */
  private static Optional<Intention> tooOld(
      Recommendation recommendation, Optional<KubernetesRelease> server) {
    KubernetesRelease needed = recommendation.rule().minimumRelease().orElse(FIRST).or(FIRST);
    return server
        .filter(release -> release.compareTo(needed) < 0)
        .map(release ->
            new Intention.AsItIs(
                TOO_OLD,
                "needs Kubernetes %s, and this cluster is %s: no policy is written until it is upgraded, what was there before stays"
                    .formatted(needed, release)));
  }

  /** A slip in an edit must not open what was closed. */
  private static Intention idle(Catalog.Inactive inactive) {
    return inactive.reason().equals("Disabled")
        ? new Intention.Nothing(EnforcementState.nothing("NotJudging", inactive.message()))
        : Intention.AsItIs.because("it does not judge now: " + inactive.message());
  }

  private Translated translate(
      Recommendation recommendation, Exemptions exemptions, Catalog catalog) {
    @Nullable Translated known = translations.get(recommendation.name());
    return known != null
            && known.recommendation().equals(recommendation)
            && known.exemptions().equals(exemptions)
        ? known
        : new Translated(
            recommendation,
            exemptions,
            new PolicyTranslator(language, catalog.policy().inventory().kinds())
                .translate(recommendation, exemptions.holding(recommendation.name())));
  }

  private static Intention enforce(
      Recommendation recommendation,
      ValidatingAdmissionPolicy policy,
      Catalog catalog,
      @Nullable Map<String, Spread> spreads) {
    EnforcementAction action = recommendation.spec().enforcement().action();
    if (recommendation.spec().enforcement().where() == EnforcementScope.EVERYWHERE) {
      return new Intention.Enforce(
          policy,
          Bindings.of(policy, action, Namespaces.besidesPlatform(catalog.policy())),
          new EnforcementState(
              action, "Everywhere", "in force in every namespace but the platform's"));
    }
    if (spreads == null) {
      return Intention.AsItIs.because("resources are being read");
    }
    Spread spread = spreads.getOrDefault(recommendation.name(), Spread.NOWHERE);
    List<MatchResources> places = new ArrayList<>(Namespaces.only(spread.healthy()));
    boolean mayLiveOutside = recommendation.rule().subject() == Rule.Subject.OBJECT;
    if (spread.clusterHealthy() && mayLiveOutside) {
      places.add(Namespaces.outsideOfNamespaces());
    }
    return places.isEmpty()
        ? new Intention.Nothing(
            EnforcementState.nothing(
                "NoneHealthy", "follows `where: Healthy`, and no namespace is healthy yet"))
        : new Intention.Enforce(
            policy,
            Bindings.of(policy, action, places),
            new EnforcementState(action, "Healthy", inForceIn(spread)));
  }

  private static String inForceIn(Spread spread) {
    int healthy = spread.healthy().size();
    int bound = Math.min(healthy, Namespaces.MOST);
    return "in force in %d healthy namespace%s%s"
        .formatted(
            bound,
            bound == 1 ? "" : "s",
            bound < healthy ? ", no more than that fits of " + healthy : "");
  }
}
