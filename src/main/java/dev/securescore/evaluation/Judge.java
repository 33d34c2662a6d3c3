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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Judges objects by recommendations, each pair within a budget of its own. */
public final class Judge {

  private static final Judgement HEALTHY = new Judgement(Verdict.HEALTHY, List.of());

  private final BudgetLimits limits;
  private final LongSupplier nanoTime;
  private final Findings findings;
  private final Function<Collection<Rule>, Sharing> sharing;

  /** A judge whose every verdict, and whose every message, stays within the limits. */
  public Judge(BudgetLimits limits, LongSupplier nanoTime) {
    this(limits, nanoTime, true, rules -> Sharing.ofCluster(rules, Rule::reads));
  }

  private Judge(
      BudgetLimits limits,
      LongSupplier nanoTime,
      boolean tells,
      Function<Collection<Rule>, Sharing> sharing) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.findings = new Findings(tells);
    this.sharing = sharing;
  }

  /** A judge of files. */
  public static Judge ofFiles(BudgetLimits limits, LongSupplier nanoTime) {
    return new Judge(limits, nanoTime, true, Sharing::ofFiles);
  }

  /**
   * A judge with the same verdicts that has no message for what is unhealthy.
   *
   * <p>Where nobody reads them they are a third of the work, and keep findings from being shared.
   */
  public static Judge ofVerdicts(BudgetLimits limits, LongSupplier nanoTime) {
    return new Judge(
        limits, nanoTime, false, rules -> Sharing.ofCluster(rules, Rule::readsOfVerdict));
  }

  /** What makes this judge faster where many objects are judged by the same rules. */
  public Sharing sharing(Collection<Rule> rules) {
    return sharing.apply(rules);
  }

  /** The verdict on an object. */
  public Judgement judge(Recommendation recommendation, Case object) {
    return judge(recommendation.rule(), object, null);
  }

  /**
   * The same verdict, which is not worked out again where it was before on the same parts.
   *
   * @param object of a kind that the recommendation is asked of: this is not asked for each object
   * @param parts those of the object
   */
  public Judgement judge(Recommendation recommendation, Case object, Parts parts) {
    return judge(recommendation.rule(), object, parts);
  }

  private Judgement judge(Rule rule, Case object, @Nullable Parts parts) {
    return refused(rule, object, parts != null).orElseGet(() -> judged(rule, object, parts));
  }

  /** The verdict that needs no expression: name or labels decide, or the namespace is not known. */
  private static Optional<Judgement> refused(Rule rule, Case object, boolean kindMatches) {
    if ((!kindMatches || rule.kinds().looksAtObjects())
        && !rule.kinds().matches(object.kind(), object.namespaceName(), object.name())) {
      return Optional.of(
          Judgement.of(
              Verdict.NOT_APPLICABLE, "ResourceRules", "not among the objects it is about"));
    }
    if (!rule.objects().selectsEverything() && !rule.objects().matches(object.labels())) {
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
    if (!rule.namespaces().selectsEverything() && !object.isSelectedBy(rule.namespaces())) {
      return Optional.of(
          Judgement.of(
              Verdict.NOT_APPLICABLE, "NamespaceSelector", "its namespace is not selected"));
    }
    return Optional.empty();
  }

  private Judgement judged(Rule rule, Case object, @Nullable Parts parts) {
    Budget budget = new Budget(limits, nanoTime);
    @Nullable PodTemplate template = object.template().orElse(null);
    return switch (rule.subject()) {
      case OBJECT -> judgement(List.of(evidence(rule, object, null, -1, budget, parts)));
      case POD_SPEC ->
          template == null
              ? withoutPodSpec(object)
              : judgement(List.of(evidence(rule, object, template, -1, budget, parts)));
      case CONTAINER ->
          template == null
              ? withoutPodSpec(object)
              : judgement(containers(rule, object, template, budget, parts));
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
        || refused(rule, object, false).isPresent()) {
      return List.of();
    }
    List<Evidence> evidence =
        containers(rule, object, template.get(), new Budget(limits, nanoTime), null);
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

  private List<Evidence> containers(
      Rule rule, Case object, PodTemplate template, Budget budget, @Nullable Parts parts) {
    int count = template.containers().size();
    List<Evidence> all = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      all.add(evidence(rule, object, template, index, budget, parts));
    }
    return all;
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
    if (worst == Verdict.HEALTHY) {
      return HEALTHY;
    }
    List<Evidence> telling = new ArrayList<>(all.size());
    for (Evidence evidence : all) {
      if (evidence.verdict() == worst) {
        telling.add(evidence);
      }
    }
    return new Judgement(worst, List.copyOf(telling));
  }

  /**
   * What a rule says of an object or of one container.
   *
   * @param index the place of the container; negative where there is none
   */
  private Evidence evidence(
      Rule rule,
      Case object,
      @Nullable PodTemplate template,
      int index,
      Budget budget,
      @Nullable Parts parts) {
    @Nullable JsonMap container =
        template != null && index >= 0 && template.containers().get(index) instanceof JsonMap map
            ? map
            : null;
    @Nullable PartsKey key = parts == null ? null : parts.key(rule, container, index);
    Finding finding =
        parts == null || key == null
            ? findings.of(rule, object, template, container, budget)
            : known(rule, object, template, container, budget, parts, key);
    return finding.about(object, container == null ? "" : container.string("name"));
  }

  /** A finding is only taken over where the budget would have sufficed to work it out. */
  private Finding known(
      Rule rule,
      Case object,
      @Nullable PodTemplate template,
      @Nullable JsonMap container,
      Budget budget,
      Parts parts,
      PartsKey key) {
    Memory.@Nullable Known known = parts.find(rule, key);
    if (known != null && budget.repeat(known.cost())) {
      return known.finding();
    }
    Budget.Spent before = budget.spent();
    Finding finding = findings.of(rule, object, template, container, budget);
    if (finding.lasting()) {
      parts.remember(rule, key, finding, budget.spent().since(before));
    }
    return finding;
  }
}
