package dev.securescore.exemption;

import dev.securescore.api.ExemptionDecision;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.RecommendationRef;
import dev.securescore.api.ResourceRef;
import dev.securescore.api.SecurityExemptionSpec;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An exemption as far as a moment, a policy and its own words decide it.
 *
 * @param declaration what somebody typed
 * @param created its age among others; the moment itself for one of a file
 * @param validity whether it holds
 * @param message why it does not; empty where it holds
 * @param recommendations the names of those that it is about
 * @param resources what it names outright; empty where it selects by labels
 */
public record Exemption(
    Declaration declaration,
    Instant created,
    Validity validity,
    String message,
    Set<String> recommendations,
    Set<Named> resources) {

  /**
   * Which of two exemptions decides (scoring.md 6.6): the more specific, then Waived, then the
   * older.
   */
  public static final Comparator<Exemption> PRECEDENCE =
      Comparator.comparingInt(Exemption::specificity)
          .reversed()
          .thenComparing(Exemption::decision, Comparator.reverseOrder())
          .thenComparing(Exemption::created)
          .thenComparing(Exemption::name);

  /** A resource by kind and name, in whatever namespace the exemption is about. */
  record Named(KindName kind, String name) {}

  static Exemption of(Declaration declaration, Instant created, Validity validity, String message) {
    SecurityExemptionSpec spec = declaration.spec();
    return new Exemption(
        declaration,
        created,
        validity,
        message,
        spec.recommendationRefs().stream()
            .map(RecommendationRef::name)
            .collect(Collectors.toUnmodifiableSet()),
        spec.resourceRefs().stream().map(Exemption::named).collect(Collectors.toUnmodifiableSet()));
  }

  private static Named named(ResourceRef reference) {
    return new Named(new KindName(reference.group(), reference.kind()), reference.name());
  }

  /** What names it. */
  public ExemptionName name() {
    return declaration.name();
  }

  /** What its author wrote. */
  public SecurityExemptionSpec spec() {
    return declaration.spec();
  }

  /** What becomes of the findings that it covers. */
  public ExemptionDecision decision() {
    return spec().decision();
  }

  /** When it ends; empty where it holds for ever. */
  public Optional<Instant> expires() {
    return declaration.expires();
  }

  /** Whether it holds now. */
  public boolean holds() {
    return validity == Validity.HOLDS;
  }

  /** Whether it is about single containers, by name or image, and not about whole resources. */
  public boolean isOfContainers() {
    return !spec().containerNames().isEmpty() || !spec().images().isEmpty();
  }

  /** Whether it is about a recommendation. */
  public boolean isAbout(String recommendation) {
    return recommendations.contains(recommendation);
  }

  /** Whether the labels of namespaces decide where it holds. */
  public boolean looksAtNamespaces() {
    return name().cluster() && spec().namespaceSelector() != null;
  }

  /**
   * Whether it is about what is scored in a namespace.
   *
   * @param scoredIn the namespace; empty for what lives in none
   * @param labels of the namespace; null where it is not known, which no selector chooses
   */
  public boolean holdsIn(String scoredIn, @Nullable Map<String, String> labels) {
    if (!name().cluster()) {
      return name().namespace().equals(scoredIn);
    }
    @Nullable LabelSelector selector = spec().namespaceSelector();
    if (selector != null) {
      return labels != null && !scoredIn.isEmpty() && selector.matches(labels);
    }
    return spec().namespaces().isEmpty() || spec().namespaces().contains(scoredIn);
  }

  /** Whether it may be about what is scored in a namespace, whatever labels that has. */
  public boolean mayHoldIn(String scoredIn) {
    return looksAtNamespaces() || holdsIn(scoredIn, null);
  }

  /** Whether it is about a resource, wherever that lives. */
  public boolean isAbout(ResourceId resource, Map<String, String> labels) {
    @Nullable LabelSelector selector = spec().resourceSelector();
    return selector == null
        ? resources.contains(new Named(resource.kind(), resource.name()))
        : selector.matches(labels);
  }

  /** Whether it may be about a resource, whatever labels that has. */
  public boolean mayBeAbout(ResourceId resource) {
    return resources.isEmpty() || resources.contains(new Named(resource.kind(), resource.name()));
  }

  /** Whether it is about a container; one that names neither names nor images is about all. */
  public boolean isAboutContainer(String containerName, String image) {
    return (spec().containerNames().isEmpty() || spec().containerNames().contains(containerName))
        && (spec().images().isEmpty()
            || spec().images().stream().anyMatch(pattern -> fits(pattern, image)));
  }

  private static boolean fits(String pattern, String image) {
    return pattern.endsWith("*")
        ? image.startsWith(pattern.substring(0, pattern.length() - 1))
        : image.equals(pattern);
  }

  /** Containers before resources by name, before resources by label; a namespace before all. */
  private int specificity() {
    boolean selectsAll =
        spec().resourceSelector() != null && spec().resourceSelector().selectsEverything();
    return (isOfContainers() ? 8 : 0)
        + (resources.isEmpty() ? 0 : 4)
        + (selectsAll ? 0 : 2)
        + (name().cluster() ? 0 : 1);
  }
}
