package dev.securescore.catalog;

import dev.securescore.api.ExemptionRules;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.WorkloadKind;
import dev.securescore.inventory.Inventory;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster decided about scoring, defaults included.
 *
 * @param platformNamespaces namespaces of the system, by name
 * @param platformSelector and by label
 * @param excludedNamespaces namespaces that are not scored, named in every cluster report
 * @param inventory the kinds that are judged and how long short-lived ones must live
 * @param exemptions what exemptions may do
 * @param reportsPerSecond how many reports may be written in a second
 * @param activeUpTo the release up to which the library counts, or {@code Latest}; null for all of
 *     it
 */
public record Policy(
    Set<String> platformNamespaces,
    @Nullable LabelSelector platformSelector,
    Set<String> excludedNamespaces,
    Inventory inventory,
    ExemptionRules exemptions,
    int reportsPerSecond,
    @Nullable String activeUpTo) {

  /** What holds where a cluster decided nothing. */
  public static Policy standard() {
    return of(SecureScorePolicySpec.DEFAULT, Set.of());
  }

  /**
   * What a cluster decided.
   *
   * @param ownNamespaces further platform namespaces: the operator's own
   */
  public static Policy of(SecureScorePolicySpec spec, Set<String> ownNamespaces) {
    Set<String> platform = new TreeSet<>(spec.platformNamespaces().names());
    platform.addAll(ownNamespaces);
    WorkloadKinds kinds = WorkloadKinds.builtIn();
    for (WorkloadKind kind : spec.workloadKinds()) {
      kinds = kinds.and(new KindName(kind.group(), kind.kind()), kind.podSpecPath());
    }
    return new Policy(
        platform,
        spec.platformNamespaces().selector(),
        new TreeSet<>(spec.excludedNamespaces().names()),
        new Inventory(kinds, Duration.ofSeconds(spec.ephemeral().settleSeconds())),
        spec.exemptions(),
        spec.writes().reportsPerSecond(),
        spec.activeUpTo());
  }

  /** Whether a namespace with these labels is the system's. */
  public boolean isPlatform(String namespace, Map<String, String> labels) {
    return platformNamespaces.contains(namespace)
        || (platformSelector != null && platformSelector.matches(labels));
  }

  /** Whether a namespace is not scored at all. */
  public boolean isExcluded(String namespace) {
    return excludedNamespaces.contains(namespace);
  }
}
