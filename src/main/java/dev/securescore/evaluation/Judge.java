package dev.securescore.evaluation;

import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.cel.Budget;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.Expression;
import dev.securescore.cel.Outcome;
import dev.securescore.evaluation.Judgement.Evidence;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Judges objects by recommendations, each pair within a budget of its own. */
public final class Judge {

  private static final int MESSAGE_LIMIT = 1024;

  private final BudgetLimits limits;
  private final LongSupplier nanoTime;

  /** A judge whose every verdict stays within the limits. */
  public Judge(BudgetLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** The verdict on an object of a kind that the recommendation is asked of. */
  public Judgement judge(Recommendation recommendation, Case object) {
    Rule rule = recommendation.rule();
    return refused(rule, object).orElseGet(() -> judged(rule, object));
  }

  /** The verdict that needs no expression: name or labels decide, or the namespace is not known. */
  private static Optional<Judgement> refused(Rule rule, Case object) {
    if (!rule.kinds().matches(object.kind(), object.namespaceName(), object.name())) {
      return Optional.of(
          Judgement.of(
              Verdict.NOT_APPLICABLE, "ResourceRules", "not among the objects it is about"));
    }
    if (!rule.objects().matches(object.labels())) {
      return Optional.of(
          Judgement.of(Verdict.NOT_APPLICABLE, "ObjectSelector", "not selected by its labels"));
    }
    if (rule.needsNamespace() && object.namespaceIsMissing()) {
      return Optional.of(
          Judgement.of(
              Verdict.NOT_EVALUATED,
              "NamespaceUnknown",
              "namespace '" + object.namespaceName() + "' is not known here"));
    }
    if (!object.isSelectedBy(rule.namespaces())) {
      return Optional.of(
          Judgement.of(
              Verdict.NOT_APPLICABLE, "NamespaceSelector", "its namespace is not selected"));
    }
    return Optional.empty();
  }

  private Judgement judged(Rule rule, Case object) {
    Budget budget = new Budget(limits, nanoTime);
    return switch (rule.subject()) {
      case OBJECT -> judgement(List.of(evidence(rule, object, null, null, budget)));
      case POD_SPEC ->
          object
              .template()
              .map(template -> judgement(List.of(evidence(rule, object, template, null, budget))))
              .orElseGet(() -> withoutPodSpec(object));
      case CONTAINER ->
          object
              .template()
              .map(template -> judgement(containers(rule, object, template, budget)))
              .orElseGet(() -> withoutPodSpec(object));
    };
  }

  /**
   * What becomes of each container, the healthy ones too; the verdict on the object is the worst.
   *
   * @return empty where the recommendation does not look at containers one by one, or does not
   *     concern the object at all
   */
  public List<ContainerVerdict> eachContainer(Recommendation recommendation, Case object) {
    Rule rule = recommendation.rule();
    Optional<PodTemplate> template = object.template();
    if (rule.subject() != Rule.Subject.CONTAINER
        || template.isEmpty()
        || refused(rule, object).isPresent()) {
      return List.of();
    }
    List<Evidence> evidence =
        containers(rule, object, template.get(), new Budget(limits, nanoTime));
    List<JsonMap> containers = template.get().containers().objects().toList();
    return IntStream.range(0, evidence.size())
        .mapToObj(index ->
            new ContainerVerdict(
                evidence.get(index).container(),
                containers.get(index).string("image"),
                evidence.get(index).verdict()))
        .toList();
  }

  /**
   * Evaluates a further expression of a recommendation, as its checks are.
   *
   * @param container what {@code container} means; null where the expression is about the whole
   */
  public Outcome evaluate(
      Recommendation recommendation,
      Expression expression,
      Case object,
      @Nullable JsonMap container) {
    Budget budget = new Budget(limits, nanoTime);
    @Nullable PodTemplate template = object.template().orElse(null);
    return expression.evaluate(
        new Names(recommendation.rule(), object, template, container, budget), budget);
  }

  private List<Evidence> containers(Rule rule, Case object, PodTemplate template, Budget budget) {
    return template
        .containers()
        .objects()
        .map(container -> evidence(rule, object, template, container, budget))
        .toList();
  }

  private static Judgement withoutPodSpec(Case object) {
    return Judgement.of(
        Verdict.NOT_EVALUATED,
        "NoPodSpec",
        "this " + object.kind() + " holds no pod spec that Kubernetes takes");
  }

  private static Judgement judgement(List<Evidence> all) {
    Verdict worst = Verdict.NOT_APPLICABLE;
    for (Evidence evidence : all) {
      worst = worst.worse(evidence.verdict());
    }
    Verdict verdict = worst;
    List<Evidence> telling =
        verdict == Verdict.HEALTHY
            ? List.of()
            : all.stream().filter(evidence -> evidence.verdict() == verdict).toList();
    return new Judgement(verdict, telling);
  }

  /** As at admission: one condition that does not hold decides, whatever fails beside it. */
  private static Evidence evidence(
      Rule rule,
      Case object,
      @Nullable PodTemplate template,
      @Nullable JsonMap container,
      Budget budget) {
    String containerName = container == null ? "" : container.string("name");
    Names names = new Names(rule, object, template, container, budget);
    @Nullable Evidence undecided = null;
    for (Rule.Condition condition : rule.conditions()) {
      switch (condition.expression().evaluate(names, budget)) {
        case Outcome.Failure failure ->
            undecided = undecided == null ? failed(failure, names, containerName) : undecided;
        case Outcome.Value value -> {
          if (!Boolean.TRUE.equals(value.value())) {
            return notApplicable(condition.name(), containerName);
          }
        }
      }
    }
    if (undecided != null) {
      return undecided;
    }
    return checked(rule, object, names, budget, containerName);
  }

  private static Evidence notApplicable(String condition, String containerName) {
    return new Evidence(
        Verdict.NOT_APPLICABLE,
        condition,
        "condition '" + condition + "' does not hold",
        containerName);
  }

  private static Evidence checked(
      Rule rule, Case object, Names names, Budget budget, String containerName) {
    @Nullable Evidence worst = null;
    for (Rule.Check check : rule.checks()) {
      switch (check.expression().evaluate(names, budget)) {
        case Outcome.Failure failure -> worst = failed(failure, names, containerName);
        case Outcome.Value value -> {
          if (!Boolean.TRUE.equals(value.value())) {
            return new Evidence(
                Verdict.UNHEALTHY,
                "Unhealthy",
                message(check, object, names, budget),
                containerName);
          }
        }
      }
    }
    return worst == null ? new Evidence(Verdict.HEALTHY, "Healthy", "", containerName) : worst;
  }

  /** An error after a related object was looked for in vain comes from that. */
  private static Evidence failed(Outcome.Failure failure, Names names, String containerName) {
    Optional<String> missing = names.missing();
    if (missing.isPresent() && failure.reason() == Outcome.Reason.EVALUATION_ERROR) {
      return new Evidence(
          Verdict.NOT_EVALUATED, "RelatedUnavailable", missing.get(), containerName);
    }
    return new Evidence(
        Verdict.NOT_EVALUATED, reason(failure.reason()), failure.message(), containerName);
  }

  private static String reason(Outcome.Reason reason) {
    return switch (reason) {
      case EVALUATION_ERROR -> "EvaluationError";
      case COST_EXCEEDED -> "CostExceeded";
      case TIME_EXCEEDED -> "TimeExceeded";
      case SIZE_EXCEEDED -> "SizeExceeded";
      case INTERRUPTED -> "Interrupted";
    };
  }

  /** As at admission: a message that fails, is blank, long or has line breaks falls back. */
  private static String message(Rule.Check check, Case object, Names names, Budget budget) {
    @Nullable Expression expression = check.messageExpression();
    if (expression != null
        && expression.evaluate(names, budget) instanceof Outcome.Value(String text)
        && !text.isBlank()
        && text.length() <= MESSAGE_LIMIT
        && text.indexOf('\n') < 0) {
      return Discretion.of(text, expression.source(), object);
    }
    @Nullable String message = check.message();
    return message == null ? "failed expression: " + check.expression().source() : message;
  }
}
