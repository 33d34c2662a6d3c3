package dev.securescore.enforcement;

import dev.securescore.catalog.Rule;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * When a policy has something to say about a request.
 *
 * <p>Admission evaluates match conditions without the namespace, and knows no single container
 * there. What needs them guards the checks instead.
 *
 * @param matchConditions decide before anything else
 * @param guards conditions in front of every check, for each container where that is the subject
 */
record Applicability(List<MatchCondition> matchConditions, List<String> guards) {

  private static final int MOST_CONDITIONS = 64;

  static Applicability of(
      Rule rule,
      AuthorNames names,
      Collection<KindName> kinds,
      WorkloadKinds workloads,
      MatchCondition changed,
      Exempt exempt,
      List<Exemption> exemptions) {
    List<String> guards = new ArrayList<>();
    List<MatchCondition> conditions = new ArrayList<>();
    conditions.add(Skips.beingDeleted());
    if (kinds.contains(WorkloadKinds.POD)) {
      conditions.add(Skips.mirrorPods());
    }
    conditions.addAll(Skips.controlled(kinds, workloads));
    conditions.add(changed);
    if (!rule.objects().selectsEverything()) {
      conditions.add(Skips.condition("selected", CelText.all(Exempt.selected(rule.objects()))));
    }
    List<String> spared = new ArrayList<>();
    for (Exemption exemption : exemptions) {
      if (exemption.isOfContainers()) {
        continue;
      }
      String object = exempt.object(exemption);
      if (exemption.looksAtNamespaces()) {
        guards.add("!(" + object + ")");
      } else {
        spared.add(object);
      }
    }
    if (!spared.isEmpty()) {
      conditions.add(Skips.condition("not-exempt", "!(" + CelText.any(spared) + ")"));
    }
    for (Rule.Condition condition : rule.conditions()) {
      String source = condition.expression().source();
      if (names.isPerContainer(source) || names.reads(source, "namespaceObject")) {
        guards.add(names.inValidation(source));
      } else {
        conditions.add(new MatchCondition(names.inMatchCondition(source), condition.name()));
      }
    }
    if (conditions.size() > MOST_CONDITIONS) {
      throw new InexpressibleException(
          "it has more match conditions than the %d of a policy leave room for"
              .formatted(MOST_CONDITIONS));
    }
    return new Applicability(conditions, guards);
  }
}
