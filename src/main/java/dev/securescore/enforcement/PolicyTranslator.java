package dev.securescore.enforcement;

import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.cel.CelLanguage;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The policy of a recommendation, or why there can be none.
   *
   * @param exemptions those that it spares
   */
  public Translation translate(Recommendation recommendation, List<Exemption> exemptions) {
    try {
      return new Translation.Translated(policy(recommendation, exemptions));
    } catch (InexpressibleException cannot) {
      return new Translation.Inexpressible(cannot.reason());
    }
  }

  private ValidatingAdmissionPolicy policy(
      Recommendation recommendation, List<Exemption> exemptions) {
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
    boolean ofNamespaces =
        recommendation.rule().kinds().named().contains(KindName.NAMESPACE.resource());
    Exempt exempt = new Exempt(workloads, ofNamespaces);
    Applicability applies =
        Applicability.of(
            recommendation.rule(),
            names,
            kinds,
            workloads,
            Skips.unchanged(Changes.of(names, ofPods, lifted)),
            exempt,
            exemptions);
    exemptions.stream()
        .filter(Exemption::isOfContainers)
        .map(exempt::container)
        .forEach(names::spareContainer);
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
            .withMatchConditions(applies.matchConditions())
            .withValidations(new Validations(recommendation, names, applies.guards()).all())
            .withVariables(variables(names))
            .endSpec()
            .build();
    checkSizes(policy);
    return policy;
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
    boolean tooLong =
        Stream.of(
                policy.getSpec().getValidations().stream().map(Validation::getExpression),
                policy.getSpec().getMatchConditions().stream().map(MatchCondition::getExpression),
                policy.getSpec().getVariables().stream().map(Variable::getExpression))
            .flatMap(expressions -> expressions)
            .anyMatch(expression -> expression.length() > LONGEST_EXPRESSION);
    if (tooLong) {
      throw new InexpressibleException(
          "an expression becomes longer than the %d characters that admission takes, exemptions included"
              .formatted(LONGEST_EXPRESSION));
    }
  }
}
