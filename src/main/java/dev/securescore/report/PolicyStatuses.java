package dev.securescore.report;

import dev.securescore.api.Parameter;
import dev.securescore.api.ParameterValue;
import dev.securescore.api.RecommendationOverride;
import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecureScorePolicyStatus;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.report.ConditionFactory.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the status of the policy: what it names must be there. */
public final class PolicyStatuses {

  private PolicyStatuses() {}

  /**
   * The status of the policy under a catalogue.
   *
   * @param complete whether the scores follow it already
   */
  public static SecureScorePolicyStatus of(
      SecureScorePolicy policy, Catalog catalog, boolean complete, Instant now) {
    @Nullable Long declared = policy.getMetadata().getGeneration();
    long generation = declared == null ? 0 : declared;
    @Nullable SecureScorePolicyStatus before = policy.getStatus();
    ConditionFactory conditions =
        new ConditionFactory(before == null ? List.of() : before.conditions(), generation, now);
    List<String> problems = problems(policy.getSpec().recommendations(), specs(catalog));
    return new SecureScorePolicyStatus(
        generation,
        List.of(
            conditions.condition(
                "Accepted",
                State.of(problems.isEmpty()),
                problems.isEmpty() ? "Valid" : "UnknownName",
                problems.isEmpty() ? "every name is known" : String.join("; ", problems)),
            conditions.condition(
                "Ready",
                State.of(complete),
                complete ? "InForce" : "Syncing",
                complete ? "the scores follow it" : "resources are being read")));
  }

  private static Map<String, SecurityRecommendationSpec> specs(Catalog catalog) {
    Map<String, SecurityRecommendationSpec> specs = new HashMap<>();
    catalog.judged().forEach(each -> specs.put(each.name(), each.spec()));
    catalog.inactive().forEach(each -> specs.put(each.name(), each.spec()));
    return specs;
  }

  private static List<String> problems(
      List<RecommendationOverride> overrides, Map<String, SecurityRecommendationSpec> specs) {
    List<String> problems = new ArrayList<>();
    for (int index = 0; index < overrides.size(); index++) {
      RecommendationOverride override = overrides.get(index);
      String field = "spec.recommendations[" + index + "]";
      @Nullable SecurityRecommendationSpec spec = specs.get(override.name());
      if (spec == null) {
        problems.add(field + ".name: there is no recommendation '" + override.name() + "'");
      } else {
        problems.addAll(unknownParameters(field, override, spec));
      }
    }
    return problems;
  }

  private static List<String> unknownParameters(
      String field, RecommendationOverride override, SecurityRecommendationSpec spec) {
    Set<String> known = spec.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    String choice = known.isEmpty() ? "it has none" : "it has " + Words.list(known);
    return override.parameters().stream()
        .map(ParameterValue::name)
        .filter(name -> !known.contains(name))
        .map(name ->
            field
                + ".parameters: '"
                + override.name()
                + "' has no parameter '"
                + name
                + "', "
                + choice)
        .toList();
  }
}
