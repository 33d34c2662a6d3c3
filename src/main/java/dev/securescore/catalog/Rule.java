package dev.securescore.catalog;

import dev.securescore.api.LabelSelector;
import dev.securescore.cel.Expression;
import dev.securescore.cel.KubernetesRelease;
import dev.securescore.cel.Read;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedVariable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a recommendation asks of an object, compiled.
 *
 * @param subject what an expression sees
 * @param kinds the kinds it is asked of
 * @param namespaces the namespaces it is asked in, by their labels
 * @param objects the objects it is asked of, by their labels
 * @param conditions all must be true, else it does not concern the object
 * @param variables expressions read as {@code variables.name}
 * @param checks all must be true of a healthy object
 * @param parameters what expressions read as {@code params}
 * @param references the names that the expressions read, such as {@code namespaceObject}
 * @param fingerprint equal for two rules that judge alike
 */
public record Rule(
    Subject subject,
    KindMatch kinds,
    LabelSelector namespaces,
    LabelSelector objects,
    List<Condition> conditions,
    Map<String, Expression> variables,
    List<Check> checks,
    JsonMap parameters,
    Set<String> references,
    Fingerprint fingerprint) {

  private static final Set<String> OWN = Set.of("variables", "params");

  /**
   * The oldest Kubernetes that can use the expressions in a ValidatingAdmissionPolicy.
   *
   * <p>Names that we lift over all kinds count as what they are written as there. Empty if a name
   * has no counterpart at admission.
   */
  public Optional<KubernetesRelease> minimumRelease() {
    return Admission.minimumRelease(this);
  }

  /** Whether a verdict depends on the object's namespace. */
  public boolean needsNamespace() {
    return references.contains("namespaceObject") || !namespaces.selectsEverything();
  }

  /**
   * The parts of an object, its containers and its surroundings that the expressions look at; those
   * of the messages too.
   */
  public Set<Read> reads() {
    Stream<Expression> ofChecks =
        checks.stream()
            .flatMap(check ->
                Stream.concat(
                    Stream.of(check.expression()), Stream.ofNullable(check.messageExpression())));
    return Stream.of(
            conditions.stream().map(Condition::expression), variables.values().stream(), ofChecks)
        .flatMap(Function.identity())
        .flatMap(expression -> expression.reads().stream())
        .filter(read -> !OWN.contains(read.name()))
        .collect(Collectors.toSet());
  }

  /** The related objects that a verdict may depend on. */
  public Set<RelatedVariable> related() {
    return RelatedVariable.among(references);
  }

  /** Whether a verdict may depend on related objects of a kind. */
  public boolean needs(RelatedKind kind) {
    return related().stream().anyMatch(variable -> variable.kinds().contains(kind));
  }

  /** What an expression sees: each container, the pod spec once, or the object as it is. */
  public enum Subject {
    CONTAINER,
    POD_SPEC,
    OBJECT
  }

  /** A condition with the name that a NotApplicable verdict gives as its reason. */
  public record Condition(String name, Expression expression) {}

  /**
   * One thing that must be true.
   *
   * @param message what to say when it is not; null for a message made from the expression
   * @param messageExpression computes that message; null where there is none
   */
  public record Check(
      Expression expression, @Nullable String message, @Nullable Expression messageExpression) {}
}
