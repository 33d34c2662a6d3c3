package dev.securescore.engine;

import dev.securescore.api.ExemptionDecision;
import dev.securescore.evaluation.ContainerVerdict;
import dev.securescore.exemption.Exemption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which exemptions decide about one finding.
 *
 * @param deciding those that do; several only where each is about other containers
 * @param complete whether they cover all of it, so that it is exempt
 */
record Resolution(Set<Exemption> deciding, boolean complete) {

  /**
   * The decision about a finding; of two exemptions the first decides.
   *
   * @param candidates those about the resource and the recommendation, in order of precedence
   * @param containers what is known of the containers
   */
  static Resolution of(List<Exemption> candidates, Collection<ContainerVerdict> containers) {
    List<ContainerVerdict> failing = containers.stream().filter(ContainerVerdict::fails).toList();
    if (failing.isEmpty()) {
      Optional<Exemption> whole =
          candidates.stream().filter(each -> !each.isOfContainers()).findFirst();
      return new Resolution(whole.map(Set::of).orElse(Set.of()), whole.isPresent());
    }
    Set<Exemption> deciding = new LinkedHashSet<>();
    boolean complete = true;
    for (ContainerVerdict each : failing) {
      Optional<Exemption> first = about(candidates, each.container(), each.image());
      first.ifPresent(deciding::add);
      complete &= first.isPresent();
    }
    return new Resolution(deciding, complete);
  }

  static Optional<Exemption> about(List<Exemption> candidates, String container, String image) {
    return candidates.stream().filter(e -> e.isAboutContainer(container, image)).findFirst();
  }

  /** Whether the finding leaves the score rather than counting as healthy: where one says so. */
  boolean waives() {
    return deciding.stream().anyMatch(each -> each.decision() == ExemptionDecision.WAIVED);
  }
}
