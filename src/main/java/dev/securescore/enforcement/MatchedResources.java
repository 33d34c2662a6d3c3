package dev.securescore.enforcement;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.MatchConstraints;
import dev.securescore.api.MatchPolicy;
import dev.securescore.api.Operation;
import dev.securescore.api.ResourceRule;
import dev.securescore.api.RuleScope;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResources;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResourcesBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperationsBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which requests a policy is about: the resources that the engine judges, created or updated. */
final class MatchedResources {

  private static final ResourceName PODS = WorkloadKinds.POD.resource();

  /** Ways to change the containers of a pod that is there. */
  private static final List<String> POD_CHANGES =
      List.of("pods/ephemeralcontainers", "pods/resize");

  private static final List<String> BOTH = List.of("CREATE", "UPDATE");

  private final Recommendation recommendation;
  private final WorkloadKinds workloads;

  MatchedResources(Recommendation recommendation, WorkloadKinds workloads) {
    this.recommendation = recommendation;
    this.workloads = workloads;
  }

  /** The kinds with a pod spec among them. */
  SortedSet<KindName> workloads() {
    return workloads.all().stream()
        .filter(recommendation.rule().kinds()::matches)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  MatchResources constraints() {
    List<NamedRuleWithOperations> rules =
        recommendation.rule().subject() == Rule.Subject.OBJECT ? named() : ofWorkloads();
    if (rules.isEmpty()) {
      throw new InexpressibleException("its resourceRules name neither CREATE nor UPDATE");
    }
    @Nullable MatchConstraints match = recommendation.spec().matchConstraints();
    MatchPolicy policy = match == null ? MatchPolicy.EQUIVALENT : match.matchPolicy();
    return new MatchResourcesBuilder()
        .withMatchPolicy(policy.toString())
        .withNamespaceSelector(selector(recommendation.rule().namespaces()))
        .withObjectSelector(selector(recommendation.rule().objects()))
        .withResourceRules(rules)
        .withExcludeResourceRules(excluded(match))
        .build();
  }

  /** Single objects only: a resource that is excluded as a whole is in no rule. */
  private static List<NamedRuleWithOperations> excluded(@Nullable MatchConstraints match) {
    return match == null
        ? List.of()
        : match.excludeResourceRules().stream()
            .filter(rule -> !rule.resourceNames().isEmpty())
            .map(rule ->
                new NamedRuleWithOperationsBuilder()
                    .withApiGroups(rule.apiGroups())
                    .withApiVersions("*")
                    .withOperations("*")
                    .withResources(withPodChanges(rule))
                    .withResourceNames(rule.resourceNames())
                    .build())
            .toList();
  }

  private static List<String> withPodChanges(ResourceRule rule) {
    List<String> all = new ArrayList<>(rule.resources());
    if (meansPods(rule)) {
      all.addAll(POD_CHANGES);
    }
    return all;
  }

  private static boolean meansPods(ResourceRule rule) {
    return (rule.apiGroups().contains(PODS.group()) || rule.apiGroups().contains("*"))
        && (rule.resources().contains(PODS.plural()) || rule.resources().contains("*"));
  }

  /** A selector as Kubernetes types it; one that selects everything is left out. */
  static io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector(LabelSelector selector) {
    if (selector.selectsEverything()) {
      return null;
    }
    LabelSelectorBuilder builder =
        new LabelSelectorBuilder().withMatchLabels(new TreeMap<>(selector.matchLabels()));
    selector
        .matchExpressions()
        .forEach(each ->
            builder
                .addNewMatchExpression()
                .withKey(each.key())
                .withOperator(each.operator().toString())
                .withValues(each.values())
                .endMatchExpression());
    return builder.build();
  }

  /** What the author says of resources that one rule can name together. */
  private record Alike(String group, List<String> names, List<String> operations) {}

  private List<NamedRuleWithOperations> ofWorkloads() {
    Map<Alike, List<ResourceName>> alike = new HashMap<>();
    workloads().stream()
        .map(KindName::resource)
        .forEach(resource ->
            operationsByNames(resource)
                .forEach((names, operations) ->
                    alike
                        .computeIfAbsent(
                            new Alike(resource.group(), names, operations),
                            first -> new ArrayList<>())
                        .add(resource)));
    return alike.entrySet().stream()
        .filter(entry -> !entry.getKey().operations().isEmpty())
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .map(entry ->
            rule(
                List.of(entry.getKey().group()),
                versions(entry.getKey().group()),
                entry.getKey().operations(),
                entry.getValue().stream().map(ResourceName::plural).sorted().toList(),
                RuleScope.NAMESPACED,
                entry.getKey().names()))
        .toList();
  }

  /** A kind of every cluster is read as v1, its conversion left to the API server. */
  private List<String> versions(String group) {
    boolean ofEveryCluster =
        workloads().stream()
            .filter(kind -> kind.group().equals(group))
            .allMatch(WorkloadKinds::isBuiltIn);
    return List.of(ofEveryCluster ? "v1" : "*");
  }

  /** CREATE and UPDATE, as far as the author's rules for a resource and these objects name them. */
  private Map<List<String>, List<String>> operationsByNames(ResourceName resource) {
    if (rules().isEmpty()) {
      return Map.of(List.of(), BOTH);
    }
    Map<List<String>, Set<Operation>> named = new HashMap<>();
    rules().stream()
        .filter(rule ->
            rule.apiGroups().contains(resource.group())
                && rule.resources().contains(resource.plural()))
        .forEach(rule ->
            named
                .computeIfAbsent(rule.resourceNames(), first -> new HashSet<>())
                .addAll(rule.operations()));
    Map<List<String>, List<String>> operations = new HashMap<>();
    named.forEach((names, all) -> operations.put(names, operations(all)));
    return operations;
  }

  private static List<String> operations(Collection<Operation> named) {
    return BOTH.stream()
        .filter(each ->
            named.stream().anyMatch(one -> one == Operation.ANY || one.toString().equals(each)))
        .toList();
  }

  private List<ResourceRule> rules() {
    @Nullable MatchConstraints match = recommendation.spec().matchConstraints();
    return match == null ? List.of() : match.resourceRules();
  }

  private List<NamedRuleWithOperations> named() {
    Collection<ResourceName> judged = recommendation.rule().kinds().named();
    List<NamedRuleWithOperations> named = new ArrayList<>();
    for (ResourceRule rule : rules()) {
      for (String group : rule.apiGroups()) {
        List<String> resources =
            rule.resources().stream()
                .filter(plural -> judged.contains(new ResourceName(group, plural)))
                .toList();
        List<String> operations = operations(rule.operations());
        if (!resources.isEmpty() && !operations.isEmpty()) {
          named.add(
              rule(
                  List.of(group),
                  rule.apiVersions(),
                  operations,
                  resources,
                  rule.scope(),
                  rule.resourceNames()));
        }
      }
    }
    return named;
  }

  private static NamedRuleWithOperations rule(
      List<String> groups,
      List<String> versions,
      List<String> operations,
      List<String> resources,
      RuleScope scope,
      List<String> names) {
    boolean pods = groups.contains(PODS.group()) && resources.contains(PODS.plural());
    List<String> all = new ArrayList<>(resources);
    if (pods && operations.contains("UPDATE")) {
      all.addAll(POD_CHANGES);
    }
    return new NamedRuleWithOperationsBuilder()
        .withApiGroups(groups)
        .withApiVersions(versions)
        .withOperations(operations)
        .withResources(all)
        .withResourceNames(names)
        .withScope(scope == RuleScope.ANY ? null : scope.toString())
        .build();
  }
}
