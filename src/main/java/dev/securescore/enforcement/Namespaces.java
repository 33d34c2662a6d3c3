package dev.securescore.enforcement;

import dev.securescore.api.SelectorOperator;
import dev.securescore.api.SelectorRequirement;
import dev.securescore.catalog.Policy;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResources;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResourcesBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperationsBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The places that a policy is bound in, chosen by labels that we need not write. */
public final class Namespaces {

  /** How many namespaces a ratchet can hold: more make bindings that slow the API server down. */
  public static final int MOST = 10_000;

  private static final int IN_A_BINDING = 1_000;
  private static final String NAME = "kubernetes.io/metadata.name";

  private Namespaces() {}

  /**
   * Every namespace but those of the platform and those that are not scored.
   *
   * <p>What a selector of the platform does not choose needs a selector for each requirement that
   * may fail; they overlap nowhere.
   */
  public static List<MatchResources> besidesPlatform(Policy policy) {
    Set<String> spared = new TreeSet<>(policy.platformNamespaces());
    spared.addAll(policy.excludedNamespaces());
    List<SelectorRequirement> named =
        spared.isEmpty() ? List.of() : List.of(requirement(SelectorOperator.NOT_IN, spared));
    dev.securescore.api.@Nullable LabelSelector platform = policy.platformSelector();
    if (platform == null) {
      return List.of(in(selector(named)).build());
    }
    List<MatchResources> places = new ArrayList<>();
    List<SelectorRequirement> before = new ArrayList<>(named);
    for (SelectorRequirement requirement : requirements(platform)) {
      List<SelectorRequirement> chosen = new ArrayList<>(before);
      chosen.add(negated(requirement));
      places.add(in(selector(chosen)).build());
      before.add(requirement);
    }
    return places;
  }

  /**
   * These namespaces only, with the Namespace objects themselves; the first {@link #MOST} of them.
   *
   * @param names in order
   */
  public static List<MatchResources> only(List<String> names) {
    List<MatchResources> places = new ArrayList<>();
    for (int from = 0; from < Math.min(names.size(), MOST); from += IN_A_BINDING) {
      List<String> part = names.subList(from, Math.min(names.size(), from + IN_A_BINDING));
      places.add(
          in(selector(List.of(requirement(SelectorOperator.IN, part))))
              .withResourceRules(anything("Namespaced"), namespaceObjects())
              .build());
    }
    return places;
  }

  /** What lives in no namespace, the Namespace objects aside. */
  public static MatchResources outsideOfNamespaces() {
    return new MatchResourcesBuilder()
        .withResourceRules(anything("Cluster"))
        .withExcludeResourceRules(namespaceObjects())
        .build();
  }

  /** A namespace selector chooses cluster-scoped objects too, unless rules leave them out. */
  private static NamedRuleWithOperations anything(String scope) {
    return rule("*", "*/*", scope);
  }

  private static NamedRuleWithOperations namespaceObjects() {
    return rule("", "namespaces", "Cluster");
  }

  private static NamedRuleWithOperations rule(String group, String resource, String scope) {
    return new NamedRuleWithOperationsBuilder()
        .withApiGroups(group)
        .withApiVersions("*")
        .withOperations("*")
        .withResources(resource)
        .withScope(scope)
        .build();
  }

  private static List<SelectorRequirement> requirements(
      dev.securescore.api.LabelSelector selector) {
    List<SelectorRequirement> requirements = new ArrayList<>();
    new TreeMap<>(selector.matchLabels())
        .forEach((key, value) ->
            requirements.add(new SelectorRequirement(key, SelectorOperator.IN, List.of(value))));
    requirements.addAll(selector.matchExpressions());
    return requirements;
  }

  private static SelectorRequirement negated(SelectorRequirement requirement) {
    SelectorOperator opposite =
        switch (requirement.operator()) {
          case IN -> SelectorOperator.NOT_IN;
          case NOT_IN -> SelectorOperator.IN;
          case EXISTS -> SelectorOperator.DOES_NOT_EXIST;
          case DOES_NOT_EXIST -> SelectorOperator.EXISTS;
        };
    return new SelectorRequirement(requirement.key(), opposite, requirement.values());
  }

  private static SelectorRequirement requirement(
      SelectorOperator operator, Collection<String> names) {
    return new SelectorRequirement(NAME, operator, List.copyOf(names));
  }

  private static MatchResourcesBuilder in(LabelSelector namespaces) {
    return new MatchResourcesBuilder().withNamespaceSelector(namespaces);
  }

  private static LabelSelector selector(List<SelectorRequirement> requirements) {
    LabelSelector selector =
        MatchedResources.selector(new dev.securescore.api.LabelSelector(Map.of(), requirements));
    return selector == null ? new LabelSelector() : selector;
  }
}
