package dev.securescore.catalog;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.MatchConstraints;
import dev.securescore.api.NamedExpression;
import dev.securescore.api.Parameter;
import dev.securescore.api.ParameterValue;
import dev.securescore.api.ResourceRule;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Target;
import dev.securescore.api.Validation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.Expression;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.related.RelatedVariable;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles what a recommendation asks, as admission would: conditions before variables. */
final class RuleCompiler {

  private final CelLanguage language;

  RuleCompiler(CelLanguage language) {
    this.language = language;
  }

  Acceptance compile(
      SecurityRecommendationSpec spec, List<ParameterValue> given, WorkloadKinds workloads) {
    Map<String, List<String>> parameters = parameters(spec.parameters(), given);
    List<String> missing =
        spec.parameters().stream()
            .map(Parameter::name)
            .filter(name -> !parameters.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      return new Acceptance.Waiting(missing);
    }
    Fields fields = new Fields(language, judgingNames(spec.target()), parameters.keySet());
    @Nullable MatchConstraints match = spec.matchConstraints();
    if (spec.target() == Target.OBJECT && (match == null || match.resourceRules().isEmpty())) {
      fields.refuse("matchConstraints.resourceRules", "is required when `target` is 'Object'");
    }
    if (match != null) {
      new MatchCheck(fields, spec.target()).check(match);
    }
    if (spec.points() != null && (spec.points() < 0 || spec.points() > 50)) {
      fields.refuse("points", "must be between 0 and 50");
    }
    if (!isReadable(spec.lifecycle().activeTime())) {
      fields.refuse("lifecycle.activeTime", "must be a time such as 2026-12-01T00:00:00Z");
    }
    List<Rule.Condition> conditions = conditions(spec.matchConditions(), fields);
    Map<String, Expression> variables = variables(spec.variables(), fields);
    List<Rule.Check> checks = checks(spec.validations(), fields);
    if (!fields.problems().isEmpty()) {
      return new Acceptance.Refused(fields.problems());
    }
    LabelSelector namespaces = match == null ? null : match.namespaceSelector();
    LabelSelector objects = match == null ? null : match.objectSelector();
    return new Acceptance.Accepted(
        new Rule(
            subject(spec.target()),
            kinds(spec, workloads),
            orEverything(namespaces),
            orEverything(objects),
            conditions,
            variables,
            checks,
            Json.object(parameters),
            fields.references(),
            Fingerprint.of(spec, parameters)));
  }

  /** The API server takes for a time what is none here: ten digits of a second, an offset of 99. */
  private static boolean isReadable(@Nullable String time) {
    try {
      return time == null || OffsetDateTime.parse(time).isSupported(ChronoField.INSTANT_SECONDS);
    } catch (DateTimeParseException malformed) {
      return false;
    }
  }

  private static LabelSelector orEverything(@Nullable LabelSelector selector) {
    return selector == null ? LabelSelector.EVERYTHING : selector;
  }

  private static Map<String, List<String>> parameters(
      List<Parameter> declared, List<ParameterValue> given) {
    Map<String, List<String>> byName =
        given.stream()
            .collect(Collectors.toMap(ParameterValue::name, ParameterValue::values, (a, b) -> b));
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      @Nullable List<String> value =
          byName.getOrDefault(parameter.name(), parameter.defaultValues());
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    return values;
  }

  /** The names of expressions that judge: related objects too. */
  static Set<String> judgingNames(Target target) {
    Set<String> names = new HashSet<>(names(target));
    names.addAll(RelatedVariable.names());
    return names;
  }

  /** The free names that an expression may use. */
  static Set<String> names(Target target) {
    return switch (target) {
      case OBJECT -> Set.of("object", "namespaceObject");
      case POD_SPEC -> Set.of("object", "namespaceObject", "podSpec", "podMetadata", "containers");
      case CONTAINER ->
          Set.of("object", "namespaceObject", "podSpec", "podMetadata", "containers", "container");
    };
  }

  private static Rule.Subject subject(Target target) {
    return switch (target) {
      case OBJECT -> Rule.Subject.OBJECT;
      case POD_SPEC -> Rule.Subject.POD_SPEC;
      case CONTAINER -> Rule.Subject.CONTAINER;
    };
  }

  /** The kinds that a recommendation is asked of. */
  static KindMatch kinds(SecurityRecommendationSpec spec, WorkloadKinds workloads) {
    @Nullable MatchConstraints match = spec.matchConstraints();
    KindMatch all = new KindMatch.Workloads(workloads);
    if (match == null
        || (match.resourceRules().isEmpty() && match.excludeResourceRules().isEmpty())) {
      return all;
    }
    List<KindMatch.Resources> included = resources(match.resourceRules());
    KindMatch named =
        new KindMatch.Named(
            included.isEmpty() ? List.of(KindMatch.Resources.EVERYTHING) : included,
            resources(match.excludeResourceRules()));
    return spec.target() == Target.OBJECT ? named : new KindMatch.Both(all, named);
  }

  private static List<KindMatch.Resources> resources(List<ResourceRule> rules) {
    return rules.stream()
        .map(rule ->
            new KindMatch.Resources(
                Set.copyOf(rule.apiGroups()),
                Set.copyOf(rule.resources()),
                Set.copyOf(rule.resourceNames()),
                rule.scope()))
        .toList();
  }

  private static List<Rule.Condition> conditions(List<NamedExpression> typed, Fields fields) {
    List<Rule.Condition> conditions = new ArrayList<>();
    for (int index = 0; index < typed.size(); index++) {
      NamedExpression condition = typed.get(index);
      fields
          .condition("matchConditions[" + index + "].expression", condition.expression(), Set.of())
          .ifPresent(
              expression -> conditions.add(new Rule.Condition(condition.name(), expression)));
    }
    return conditions;
  }

  private static Map<String, Expression> variables(List<NamedExpression> typed, Fields fields) {
    Map<String, Expression> variables = new LinkedHashMap<>();
    Set<String> declared = new HashSet<>();
    for (int index = 0; index < typed.size(); index++) {
      NamedExpression variable = typed.get(index);
      fields
          .value("variables[" + index + "].expression", variable.expression(), Set.copyOf(declared))
          .ifPresent(expression -> variables.put(variable.name(), expression));
      declared.add(variable.name());
    }
    fields.declare(declared);
    return variables;
  }

  private static List<Rule.Check> checks(List<Validation> typed, Fields fields) {
    List<Rule.Check> checks = new ArrayList<>();
    for (int index = 0; index < typed.size(); index++) {
      Validation validation = typed.get(index);
      String path = "validations[" + index + "].";
      @Nullable Expression message =
          validation.messageExpression() == null
              ? null
              : fields
                  .text(path + "messageExpression", validation.messageExpression())
                  .orElse(null);
      fields
          .check(path + "expression", validation.expression())
          .ifPresent(
              expression -> checks.add(new Rule.Check(expression, validation.message(), message)));
    }
    return checks;
  }
}
