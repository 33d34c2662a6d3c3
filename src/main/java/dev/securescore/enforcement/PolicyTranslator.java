package dev.securescore.enforcement;

import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.FreeName;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes recommendations as ValidatingAdmissionPolicies that refuse exactly what the engine calls
 * Unhealthy.
 *
 * <p>What cannot be evaluated passes, as it is no finding to the engine either.
 */
public final class PolicyTranslator {

  /** How names of our policies end. */
  public static final String SUFFIX = ".securescore.dev";

  private static final int LONGEST_NAME = 253;
  private static final int MOST_CONDITIONS = 64;
  private static final int LONGEST_EXPRESSION = 100_000;

  private final CelLanguage language;
  private final WorkloadKinds workloads;

  /**
   * A translator.
   *
   * @param language the one that the recommendations were compiled in
   * @param workloads the kinds that run pods here
   */
  public PolicyTranslator(CelLanguage language, WorkloadKinds workloads) {
    this.language = language;
    this.workloads = workloads;
  }

  /** The policy of a recommendation, or why there can be none. */
  public Translation translate(Recommendation recommendation) {
    try {
      return new Translation.Translated(policy(recommendation));
    } catch (InexpressibleException cannot) {
      return new Translation.Inexpressible(cannot.reason());
    }
  }

  private ValidatingAdmissionPolicy policy(Recommendation recommendation) {
    String name = recommendation.name() + SUFFIX;
    if (name.length() > LONGEST_NAME) {
      throw new InexpressibleException(
          "its name is too long for a policy, which adds '" + SUFFIX + "'");
    }
    MatchedResources resources = new MatchedResources(recommendation, workloads);
    boolean ofPods = recommendation.rule().subject() != Rule.Subject.OBJECT;
    Collection<KindName> kinds = ofPods ? resources.workloads() : namedWorkloads(recommendation);
    LiftedNames lifted = new LiftedNames(kinds, workloads);
    AuthorNames names = new AuthorNames(language, recommendation.rule(), lifted);
    List<String> guards = new ArrayList<>();
    List<MatchCondition> conditions = new ArrayList<>();
    conditions.add(Skips.beingDeleted());
    if (kinds.contains(WorkloadKinds.POD)) {
      conditions.add(Skips.mirrorPods());
    }
    conditions.addAll(Skips.controlled(kinds, workloads));
    conditions.add(Skips.unchanged(Changes.of(names, ofPods, lifted)));
    for (Rule.Condition condition : recommendation.rule().conditions()) {
      String source = condition.expression().source();
      if (isLate(names, source)) {
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
    ValidatingAdmissionPolicy policy =
        new ValidatingAdmissionPolicyBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(Bindings.LABELS)
            .addToAnnotations(Bindings.RECOMMENDATION, recommendation.name())
            .endMetadata()
            .withNewSpec()
            .withFailurePolicy("Ignore")
            .withMatchConstraints(resources.constraints())
            .withMatchConditions(conditions)
            .withValidations(new Validations(recommendation, names, guards).all())
            .withVariables(variables(names))
            .endSpec()
            .build();
    checkSizes(policy);
    return policy;
  }

  /** Admission evaluates match conditions without the namespace, and before any container. */
  private boolean isLate(AuthorNames names, String condition) {
    return names.isPerContainer(condition)
        || language.freeNames(condition).stream()
            .map(FreeName::name)
            .anyMatch("namespaceObject"::equals);
  }

  private Set<KindName> namedWorkloads(Recommendation recommendation) {
    Set<ResourceName> named = recommendation.rule().kinds().named();
    return workloads.all().stream()
        .filter(kind -> named.contains(kind.resource()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Variable> variables(AuthorNames names) {
    List<Variable> variables = new ArrayList<>();
    for (Map.Entry<String, String> entry : names.variables().entrySet()) {
      variables.add(new Variable(entry.getValue(), entry.getKey()));
    }
    return variables;
  }

  private static void checkSizes(ValidatingAdmissionPolicy policy) {
    policy.getSpec().getValidations().stream()
        .filter(each -> each.getExpression().length() > LONGEST_EXPRESSION)
        .findFirst()
        .ifPresent(each -> {
          throw new InexpressibleException(
              "an expression becomes longer than the %d characters that admission takes"
                  .formatted(LONGEST_EXPRESSION));
        });
  }
}
