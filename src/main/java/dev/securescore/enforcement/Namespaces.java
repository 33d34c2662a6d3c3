package dev.securescore.enforcement;

import dev.securescore.api.SelectorOperator;
import dev.securescore.api.SelectorRequirement;
import dev.securescore.catalog.Policy;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The namespaces that a policy is bound in, as selectors by labels that we need not write. */
public final class Namespaces {

  private static final String NAME = "kubernetes.io/metadata.name";

  private Namespaces() {}

  /**
   * Every namespace but those of the platform and those that are not scored.
   *
   * <p>What a selector of the platform does not choose needs a selector for each requirement that
   * may fail; they overlap nowhere.
   */
  public static List<LabelSelector> besidesPlatform(Policy policy) {
    Set<String> spared = new TreeSet<>(policy.platformNamespaces());
    spared.addAll(policy.excludedNamespaces());
    List<SelectorRequirement> named =
        spared.isEmpty() ? List.of() : List.of(requirement(SelectorOperator.NOT_IN, spared));
    dev.securescore.api.@Nullable LabelSelector platform = policy.platformSelector();
    if (platform == null) {
      return List.of(selector(named));
    }
    List<LabelSelector> selectors = new ArrayList<>();
    List<SelectorRequirement> before = new ArrayList<>(named);
    for (SelectorRequirement requirement : requirements(platform)) {
      List<SelectorRequirement> chosen = new ArrayList<>(before);
      chosen.add(negated(requirement));
      selectors.add(selector(chosen));
      before.add(requirement);
    }
    return selectors;
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

  private static LabelSelector selector(List<SelectorRequirement> requirements) {
    LabelSelector selector =
        MatchedResources.selector(
            new dev.securescore.api.LabelSelector(java.util.Map.of(), requirements));
    return selector == null ? new LabelSelector() : selector;
  }
}
