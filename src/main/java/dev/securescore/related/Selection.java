package dev.securescore.related;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SelectorOperator;
import dev.securescore.api.SelectorRequirement;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a related object selects pods by their labels. */
final class Selection {

  private Selection() {}

  /** A Service without a selector selects nothing. */
  static boolean byService(JsonMap service, Map<String, String> labels) {
    Map<String, String> selector = service.object("spec").object("selector").strings();
    return !selector.isEmpty()
        && !service.object("spec").string("type").equals("ExternalName")
        && labels.entrySet().containsAll(selector.entrySet());
  }

  /** A NetworkPolicy with an empty selector selects every pod of its namespace. */
  static boolean byNetworkPolicy(JsonMap policy, Map<String, String> labels) {
    return matches(policy.object("spec").object("podSelector"), labels);
  }

  /** A PodDisruptionBudget without a selector selects nothing, one with an empty selector all. */
  static boolean byBudget(JsonMap budget, Map<String, String> labels) {
    JsonMap spec = budget.object("spec");
    return spec.containsKey("selector") && matches(spec.object("selector"), labels);
  }

  /** A requirement that cannot be read selects nothing; the API server would refuse it. */
  private static boolean matches(JsonMap selector, Map<String, String> labels) {
    List<SelectorRequirement> requirements = new ArrayList<>();
    for (JsonMap typed : selector.list("matchExpressions").objects().toList()) {
      List<SelectorOperator> operator =
          List.of(SelectorOperator.values()).stream()
              .filter(each -> each.toString().equals(typed.string("operator")))
              .toList();
      if (operator.isEmpty()) {
        return false;
      }
      requirements.add(
          new SelectorRequirement(
              typed.string("key"), operator.getFirst(), typed.list("values").strings().toList()));
    }
    return new LabelSelector(selector.object("matchLabels").strings(), requirements)
        .matches(labels);
  }
}
