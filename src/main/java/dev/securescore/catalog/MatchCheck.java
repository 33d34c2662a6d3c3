package dev.securescore.catalog;

import dev.securescore.api.MatchConstraints;
import dev.securescore.api.Operation;
import dev.securescore.api.ResourceRule;
import dev.securescore.api.RuleScope;
import dev.securescore.api.Target;
import java.util.List;

/**
 * Refuses by name what rules can say about requests only.
 *
 * <p>An object that is there is judged as if it were created. What means something else for it than
 * for a request would make score and admission disagree.
 */
final class MatchCheck {

  private static final String PATH = "matchConstraints.";

  private final Fields fields;
  private final Target target;

  MatchCheck(Fields fields, Target target) {
    this.fields = fields;
    this.target = target;
  }

  void check(MatchConstraints match) {
    operations("resourceRules", match.resourceRules());
    operations("excludeResourceRules", match.excludeResourceRules());
    for (int index = 0; index < match.resourceRules().size(); index++) {
      if (target != Target.OBJECT
          && match.resourceRules().get(index).scope() == RuleScope.CLUSTER) {
        fields.refuse(
            PATH + "resourceRules[" + index + "].scope",
            "must be 'Namespaced' or '*': whatever runs pods lives in a namespace");
      }
    }
    for (int index = 0; index < match.excludeResourceRules().size(); index++) {
      excluded(
          PATH + "excludeResourceRules[" + index + "].", match.excludeResourceRules().get(index));
    }
  }

  private void operations(String list, List<ResourceRule> rules) {
    for (int index = 0; index < rules.size(); index++) {
      List<Operation> operations = rules.get(index).operations();
      if (!operations.contains(Operation.CREATE) && !operations.contains(Operation.ANY)) {
        fields.refuse(
            PATH + list + "[" + index + "].operations",
            "must name 'CREATE' or '*': what is there is judged as if it were created");
      }
    }
  }

  private void excluded(String path, ResourceRule rule) {
    if (rule.scope() != RuleScope.ANY) {
      fields.refuse(path + "scope", "must be '*': name the resources that are not judged instead");
    }
    if (rule.resources().stream().anyMatch(name -> name.contains("/"))) {
      fields.refuse(path + "resources", "may not name subresources: remove the part from '/' on");
    }
  }
}
