package dev.securescore.catalog;

import dev.securescore.cel.Expression;
import dev.securescore.cel.KubernetesRelease;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Since when the API server can do at admission what a rule asks. */
final class Admission {

  private static final KubernetesRelease CONDITIONS = new KubernetesRelease(27);
  private static final KubernetesRelease VARIABLES = new KubernetesRelease(28);
  private static final KubernetesRelease OPTIONALS = new KubernetesRelease(29);

  /** By each name that a policy has, or that can be written with what it has. */
  private static final Map<String, KubernetesRelease> NAMES =
      Map.of(
          "object", KubernetesRelease.FIRST,
          "namespaceObject", VARIABLES,
          "variables", VARIABLES,
          "params", VARIABLES,
          "podSpec", VARIABLES,
          "podMetadata", OPTIONALS,
          "containers", OPTIONALS,
          "container", OPTIONALS);

  private Admission() {}

  /** The oldest release; empty if a rule needs what no release has at admission. */
  static Optional<KubernetesRelease> minimumRelease(Rule rule) {
    Set<String> names = rule.references();
    if (!NAMES.keySet().containsAll(names)) {
      return Optional.empty();
    }
    boolean writesMessages =
        rule.checks().stream().anyMatch(check -> check.messageExpression() != null);
    boolean hasConditions = !rule.conditions().isEmpty();
    boolean eachContainer = rule.subject() == Rule.Subject.CONTAINER;
    Stream<KubernetesRelease> ofSyntax =
        Stream.of(
            since(hasConditions || writesMessages, CONDITIONS),
            since(!rule.variables().isEmpty(), VARIABLES),
            since(eachContainer, OPTIONALS));
    Stream<KubernetesRelease> ofNames =
        names.stream().map(name -> NAMES.getOrDefault(name, KubernetesRelease.FIRST));
    return Stream.of(ofSyntax, ofNames, expressions(rule).map(Expression::minimumRelease))
        .flatMap(releases -> releases)
        .max(KubernetesRelease::compareTo);
  }

  private static KubernetesRelease since(boolean used, KubernetesRelease release) {
    return used ? release : KubernetesRelease.FIRST;
  }

  private static Stream<Expression> expressions(Rule rule) {
    return Stream.of(
            rule.conditions().stream().map(Rule.Condition::expression),
            rule.variables().values().stream(),
            rule.checks().stream().map(Rule.Check::expression),
            rule.checks().stream()
                .map(Rule.Check::messageExpression)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull))
        .flatMap(expressions -> expressions);
  }
}
