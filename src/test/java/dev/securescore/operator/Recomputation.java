package dev.securescore.operator;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Known;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedObjects;
import dev.securescore.related.Workloads;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scores computed once more, by plain loops over single verdicts: no engine, no counters. */
final class Recomputation {

  /** What the library asks about, and what it needs beside that; the server has no Gateway API. */
  private static final List<ResourceDefinitionContext> KINDS =
      Stream.<Class<? extends HasMetadata>>of(
              Deployment.class,
              DaemonSet.class,
              StatefulSet.class,
              Job.class,
              CronJob.class,
              Namespace.class,
              Service.class,
              ServiceAccount.class,
              ResourceQuota.class,
              LimitRange.class,
              Ingress.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              Role.class,
              ClusterRole.class,
              RoleBinding.class,
              ClusterRoleBinding.class)
          .map(ResourceDefinitionContext::fromResourceType)
          .toList();

  private final List<JsonMap> resources = new ArrayList<>();
  private final RelatedObjects related = RelatedObjects.ofCluster();
  private final Catalog catalog;
  private final Judge judge =
      new Judge(new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime);

  private Recomputation(List<SecurityRecommendation> recommendations) {
    this.catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(recommendations, SecureScorePolicySpec.DEFAULT, Set.of(), Instant.EPOCH);
    Stream.of(RelatedKind.values()).forEach(related::known);
  }

  /** Reads what is declared and what is there; the test server has no pods and no owners. */
  static Recomputation of(KubernetesClient client) {
    Recomputation result =
        new Recomputation(client.resources(SecurityRecommendation.class).list().getItems());
    KINDS.forEach(kind -> result.add(client, kind));
    return result;
  }

  private void add(KubernetesClient client, ResourceDefinitionContext kind) {
    var objects = client.genericKubernetesResources(kind);
    List<GenericKubernetesResource> all =
        kind.isNamespaceScoped()
            ? objects.inAnyNamespace().list().getItems()
            : objects.list().getItems();
    String group = kind.getGroup() == null ? "" : kind.getGroup() + "/";
    for (GenericKubernetesResource each : all) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = Serialization.unmarshal(Serialization.asJson(each), Map.class);
      JsonMap object =
          Json.object(map)
              .with("apiVersion", group + kind.getVersion())
              .with("kind", kind.getKind());
      resources.add(object);
      related.put(ResourceId.of(object), object, new Workloads());
    }
  }

  /** The score of some namespaces with one decimal, halves up; {@code -} without one. */
  String score(Predicate<String> namespaces) {
    double earned = 0;
    int most = 0;
    for (Recommendation recommendation : catalog.judged()) {
      int healthy = 0;
      int unhealthy = 0;
      for (JsonMap resource : resources) {
        if (namespaces.test(ResourceId.of(resource).scoredIn())
            && recommendation.rule().kinds().matches(KindName.of(resource))) {
          Verdict verdict = verdict(recommendation, resource);
          healthy += verdict == Verdict.HEALTHY ? 1 : 0;
          unhealthy += verdict == Verdict.UNHEALTHY ? 1 : 0;
        }
      }
      if (healthy + unhealthy > 0) {
        earned += (double) recommendation.points() * healthy / (healthy + unhealthy);
        most += recommendation.points();
      }
    }
    return most == 0
        ? "-"
        : BigDecimal.valueOf(100 * earned / most).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  private Map<String, JsonMap> namespaces() {
    return resources.stream()
        .filter(each -> KindName.of(each).equals(KindName.NAMESPACE))
        .collect(Collectors.toMap(each -> ResourceId.of(each).name(), Function.identity()));
  }

  private Verdict verdict(Recommendation recommendation, JsonMap resource) {
    return judge
        .judge(
            recommendation,
            Case.of(
                resource, catalog.policy().inventory().kinds(), new Known(namespaces(), related)))
        .verdict();
  }
}
