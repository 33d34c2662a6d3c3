package dev.securescore.catalog;

import dev.securescore.api.Effort;
import dev.securescore.api.Enforcement;
import dev.securescore.api.EnforcementAction;
import dev.securescore.api.EnforcementScope;
import dev.securescore.api.Impact;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.Lifecycle;
import dev.securescore.api.MatchConstraints;
import dev.securescore.api.MatchPolicy;
import dev.securescore.api.NamedExpression;
import dev.securescore.api.Operation;
import dev.securescore.api.Parameter;
import dev.securescore.api.Patch;
import dev.securescore.api.PatchType;
import dev.securescore.api.Reference;
import dev.securescore.api.Remediation;
import dev.securescore.api.ResourceRule;
import dev.securescore.api.Risk;
import dev.securescore.api.RuleScope;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.SelectorOperator;
import dev.securescore.api.SelectorRequirement;
import dev.securescore.api.Severity;
import dev.securescore.api.Stage;
import dev.securescore.api.Target;
import dev.securescore.api.Validation;
import dev.securescore.api.ValidationReason;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spec of a recommendation that is known to fit the schema, as our own ones are.
 *
 * <p>The same as Jackson would make of it, without the fifth of a second that Jackson needs to look
 * at all these records before it reads the first one.
 */
@SuppressWarnings("NullAway") // the records put defaults where null is given
final class SpecReader {

  private SpecReader() {}

  static SecurityRecommendationSpec read(JsonMap spec) {
    return new SecurityRecommendationSpec(
        text(spec, "title"),
        text(spec, "threat"),
        word(spec, "severity", Severity.values()),
        word(spec, "impact", Impact.values()),
        word(spec, "effort", Effort.values()),
        spec.get("points") instanceof Long points ? points.intValue() : null,
        text(spec, "control"),
        part(spec, "lifecycle", SpecReader::lifecycle),
        word(spec, "target", Target.values()),
        part(spec, "matchConstraints", SpecReader::matchConstraints),
        parts(spec, "parameters", SpecReader::parameter),
        parts(spec, "variables", SpecReader::named),
        parts(spec, "matchConditions", SpecReader::named),
        parts(spec, "validations", SpecReader::validation),
        part(spec, "remediation", SpecReader::remediation),
        parts(spec, "references", SpecReader::reference),
        part(spec, "enforcement", SpecReader::enforcement));
  }

  private static Lifecycle lifecycle(JsonMap map) {
    return new Lifecycle(word(map, "stage", Stage.values()), text(map, "activeTime"));
  }

  private static MatchConstraints matchConstraints(JsonMap map) {
    return new MatchConstraints(
        parts(map, "resourceRules", SpecReader::rule),
        parts(map, "excludeResourceRules", SpecReader::rule),
        part(map, "namespaceSelector", SpecReader::selector),
        part(map, "objectSelector", SpecReader::selector),
        word(map, "matchPolicy", MatchPolicy.values()));
  }

  private static ResourceRule rule(JsonMap map) {
    return new ResourceRule(
        texts(map, "apiGroups"),
        texts(map, "apiVersions"),
        words(map, "operations", Operation.values()),
        texts(map, "resources"),
        texts(map, "resourceNames"),
        word(map, "scope", RuleScope.values()));
  }

  private static LabelSelector selector(JsonMap map) {
    return new LabelSelector(
        map.object("matchLabels").strings(),
        parts(map, "matchExpressions", SpecReader::requirement));
  }

  private static SelectorRequirement requirement(JsonMap map) {
    return new SelectorRequirement(
        text(map, "key"), word(map, "operator", SelectorOperator.values()), texts(map, "values"));
  }

  private static Parameter parameter(JsonMap map) {
    return new Parameter(text(map, "name"), text(map, "description"), texts(map, "defaultValues"));
  }

  private static NamedExpression named(JsonMap map) {
    return new NamedExpression(text(map, "name"), text(map, "expression"));
  }

  private static Validation validation(JsonMap map) {
    return new Validation(
        text(map, "expression"),
        text(map, "message"),
        text(map, "messageExpression"),
        word(map, "reason", ValidationReason.values()));
  }

  private static Remediation remediation(JsonMap map) {
    return new Remediation(
        text(map, "summary"),
        texts(map, "steps"),
        part(map, "patch", SpecReader::patch),
        texts(map, "links"));
  }

  private static Patch patch(JsonMap map) {
    return new Patch(
        word(map, "type", PatchType.values()),
        text(map, "expression"),
        word(map, "risk", Risk.values()));
  }

  private static Reference reference(JsonMap map) {
    return new Reference(
        text(map, "standard"),
        text(map, "version"),
        text(map, "id"),
        word(map, "severity", Severity.values()));
  }

  private static Enforcement enforcement(JsonMap map) {
    return new Enforcement(
        word(map, "action", EnforcementAction.values()),
        word(map, "where", EnforcementScope.values()));
  }

  private static @Nullable String text(JsonMap map, String key) {
    return (String) map.get(key);
  }

  private static @Nullable List<String> texts(JsonMap map, String key) {
    return map.get(key) instanceof JsonList list ? list.strings().toList() : null;
  }

  /** Our enums show as they are typed. */
  private static <E extends Enum<E>> @Nullable E word(JsonMap map, String key, E[] values) {
    @Nullable Object word = map.get(key);
    return word == null ? null : value(word, values);
  }

  private static <E extends Enum<E>> @Nullable List<E> words(JsonMap map, String key, E[] values) {
    return map.get(key) instanceof JsonList list
        ? list.stream().map(word -> value(word, values)).toList()
        : null;
  }

  private static <E extends Enum<E>> E value(Object word, E[] values) {
    for (E value : values) {
      if (value.toString().equals(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException("no " + values[0].getDeclaringClass() + ": " + word);
  }

  private static <T> @Nullable T part(JsonMap map, String key, Function<JsonMap, T> reader) {
    return map.get(key) instanceof JsonMap part ? reader.apply(part) : null;
  }

  private static <T> @Nullable List<T> parts(JsonMap map, String key, Function<JsonMap, T> reader) {
    return map.get(key) instanceof JsonList list ? list.objects().map(reader).toList() : null;
  }
}
