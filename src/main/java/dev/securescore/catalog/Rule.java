package dev.securescore.catalog;

import dev.securescore.api.LabelSelector;
import dev.securescore.cel.Expression;
import dev.securescore.cel.KubernetesRelease;
import dev.securescore.cel.Read;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedVariable;
import java.util.Collection;
import java.util.LinkedHashSet;
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

  private static final String VARIABLES = "variables";
  private static final Set<String> OWN = Set.of(VARIABLES, "params");

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
    return readBy(
        Stream.of(
                deciding(),
                checks.stream().flatMap(check -> Stream.ofNullable(check.messageExpression())),
                variables.values().stream())
            .flatMap(Function.identity()));
  }

  /** Those that the verdict alone depends on, whatever is said of it. */
  public Set<Read> readsOfVerdict() {
    Set<String> used = new LinkedHashSet<>();
    deciding().forEach(expression -> use(expression, used));
    return readBy(Stream.concat(deciding(), used.stream().flatMap(this::variable)));
  }

  private Stream<Expression> deciding() {
    return Stream.concat(
        conditions.stream().map(Condition::expression), checks.stream().map(Check::expression));
  }

  private Stream<Expression> variable(String name) {
    return Stream.ofNullable(variables.get(name));
  }

  /** Adds the variables that an expression uses, and those that they use. */
  private void use(Expression expression, Set<String> used) {
    for (Read read : expression.reads()) {
      if (read.name().equals(VARIABLES)) {
        Collection<String> names =
            read.fields().isEmpty() ? variables.keySet() : List.of(read.fields().getFirst());
        for (String name : names) {
          if (used.add(name)) {
            variable(name).forEach(each -> use(each, used));
          }
        }
      }
    }
  }

  private static Set<Read> readBy(Stream<Expression> expressions) {
    return expressions
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
