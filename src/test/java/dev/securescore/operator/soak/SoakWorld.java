package dev.securescore.operator.soak;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * People and controllers at work in a cluster, by a seed: whatever they do, names come from small
 * pools, so that the cluster stays as large as it is.
 */
final class SoakWorld {

  static final List<String> NAMESPACES = List.of("alpha", "beta", "gamma", "delta", "epsilon");

  private static final List<String> RECOMMENDATIONS =
      List.of("privileged-container", "run-as-non-root", "cpu-memory-limits", "soak-0", "soak-1");
  private static final List<String> TEAMS = List.of("web", "back", "data");

  private final KubernetesClient client;
  private final Random random;
  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private int steps;

  private interface Step {
    void take();
  }

  private record Choice(String name, int weight, Step step) {}

  private final List<Choice> choices =
      List.of(
          new Choice("apply workload", 30, this::applyWorkload),
          new Choice("delete workload", 12, this::deleteWorkload),
          new Choice("roll out", 12, this::rollOut),
          new Choice("finish pod or job", 5, this::finish),
          new Choice("related object", 8, this::relatedObject),
          new Choice("label namespace", 5, this::labelNamespace),
          new Choice("recommendation", 3, this::recommendation),
          new Choice("policy", 2, this::policy),
          new Choice("exemption", 6, this::exemption),
          new Choice("report of people", 4, this::report),
          new Choice("delete report of ours", 1, this::deleteOwnReport));

  SoakWorld(KubernetesClient client, long seed) {
    this.client = client;
    this.random = new Random(seed);
  }

  /** Does one thing; what the API refuses is counted apart. */
  void step() {
    int place = random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
    for (Choice choice : choices) {
      place -= choice.weight();
      if (place < 0) {
        steps++;
        done.merge(choice.name(), 1, Integer::sum);
        try {
          choice.step().take();
        } catch (KubernetesClientException refusal) {
          refused.merge(choice.name() + " " + refusal.getCode(), 1, Integer::sum);
        }
        return;
      }
    }
  }

  int steps() {
    return steps;
  }

  /** How many of the steps the API refused. */
  int refusals() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How often each thing was done. */
  Map<String, Integer> done() {
    return Map.copyOf(done);
  }

  /** What the API refused, with how often. */
  Map<String, Integer> refused() {
    return Map.copyOf(refused);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String name(String prefix, int most) {
    return prefix + "-" + random.nextInt(most);
  }

  /** The dashes keep a flow mapping from being taken for JSON. */
  private void apply(String yaml, Object... values) {
    client.resource("---\n" + yaml.formatted(values)).forceConflicts().serverSideApply();
  }

  private void delete(String apiVersion, String kind, String namespace, String name) {
    var resources = client.genericKubernetesResources(apiVersion, kind);
    var gone =
        namespace.isEmpty()
            ? resources.withName(name).delete()
            : resources.inNamespace(namespace).withName(name).delete();
    done.merge(gone.isEmpty() ? "nothing to delete" : "deleted", 1, Integer::sum);
  }

  /** A pod spec in flow style: what it says about security is drawn by lot. */
  private String podSpec() {
    String security =
        "{privileged: %s, allowPrivilegeEscalation: %s, readOnlyRootFilesystem: %s}"
            .formatted(random.nextInt(4) == 0, true, random.nextBoolean());
    String resources =
        random.nextBoolean()
            ? "{limits: {cpu: 100m, memory: 64Mi}, requests: {cpu: 10m, memory: 32Mi}}"
            : "{}";
    return "{serviceAccountName: %s, hostNetwork: %s, securityContext: {runAsNonRoot: %s}, containers: [{name: %s, image: 'registry.example/%s:%s', securityContext: %s, resources: %s}]}"
        .formatted(
            name("sa", 3),
            random.nextInt(6) == 0,
            random.nextBoolean(),
            name("main", 2),
            name("app", 4),
            one(List.of("1.0", "latest", "2.1")),
            security,
            resources);
  }

  private void applyWorkload() {
    String namespace = one(NAMESPACES);
    switch (random.nextInt(6)) {
      case 0 -> workload("StatefulSet", namespace, name("state", 4), "serviceName: x,");
      case 1 -> workload("DaemonSet", namespace, name("daemon", 3), "");
      case 2 ->
          apply(
              "{apiVersion: batch/v1, kind: CronJob, metadata: {name: %s, namespace: %s}, spec: {schedule: '0 0 * * *', jobTemplate: {spec: {template: {spec: %s}}}}}",
              name("cron", 3), namespace, podSpec().replaceFirst("\\{", "{restartPolicy: Never, "));
      case 3 ->
          apply(
              "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s}, spec: %s}",
              name("bare", 4), namespace, podSpec());
      default -> workload("Deployment", namespace, name("app", 12), "replicas: 2,");
    }
  }

  private void workload(String kind, String namespace, String name, String more) {
    apply(
        "{apiVersion: apps/v1, kind: %1$s, metadata: {name: %2$s, namespace: %3$s, labels: {tier: %6$s}}, spec: {%5$s selector: {matchLabels: {app: %2$s}}, template: {metadata: {labels: {app: %2$s}}, spec: %4$s}}}",
        kind, name, namespace, podSpec(), more, one(List.of("front", "rear")));
  }

  private void deleteWorkload() {
    String namespace = one(NAMESPACES);
    switch (random.nextInt(6)) {
      case 0 -> delete("apps/v1", "StatefulSet", namespace, name("state", 4));
      case 1 -> delete("apps/v1", "DaemonSet", namespace, name("daemon", 3));
      case 2 -> delete("batch/v1", "CronJob", namespace, name("cron", 3));
      case 3 -> deletePod(namespace, name("bare", 4));
      default -> delete("apps/v1", "Deployment", namespace, name("app", 12));
    }
  }

  private void deletePod(String namespace, String name) {
    client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
  }

  /** A new ReplicaSet with two Pods, the one before at nothing and without: half of a Rollout. */
  private void rollOut() {
    String namespace = one(NAMESPACES);
    boolean known = random.nextBoolean();
    String owner = name(known ? "app" : "canary", 4);
    String controller = known ? "apps/v1" : "argoproj.io/v1alpha1";
    String kind = known ? "Deployment" : "Rollout";
    int next = random.nextInt(2);
    String before = owner + "-" + (1 - next);
    String set = owner + "-" + next;
    String spec = podSpec();
    replicaSet(namespace, set, controller, kind, owner, 2, spec);
    for (int pod = 0; pod < 2; pod++) {
      deletePod(namespace, set + "-" + pod);
      apply(
          "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %s, uid: u-%s, controller: true}]}, spec: %s}",
          set + "-" + pod, namespace, set, set, spec);
      deletePod(namespace, before + "-" + pod);
    }
    if (random.nextInt(3) == 0) {
      delete("apps/v1", "ReplicaSet", namespace, before);
    } else {
      replicaSet(namespace, before, controller, kind, owner, 0, podSpec());
    }
  }

  private void replicaSet(
      String namespace,
      String name,
      String ownerVersion,
      String ownerKind,
      String owner,
      int replicas,
      String spec) {
    apply(
        "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: %1$s, namespace: %2$s, ownerReferences: [{apiVersion: %3$s, kind: %4$s, name: %5$s, uid: u-%5$s, controller: true}]}, spec: {replicas: %6$d, selector: {matchLabels: {app: %5$s}}, template: {metadata: {labels: {app: %5$s}}, spec: %7$s}}}",
        name, namespace, ownerVersion, ownerKind, owner, replicas, spec);
  }

  private void finish() {
    String namespace = one(NAMESPACES);
    if (random.nextBoolean()) {
      client
          .pods()
          .inNamespace(namespace)
          .withName(name("bare", 4))
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"Succeeded\"}}");
    } else {
      String name = name("once", 3);
      delete("batch/v1", "Job", namespace, name);
      apply(
          "{apiVersion: batch/v1, kind: Job, metadata: {name: %s, namespace: %s}, spec: {template: {spec: %s}}}",
          name, namespace, podSpec().replaceFirst("\\{", "{restartPolicy: Never, "));
    }
  }

  private void relatedObject() {
    String namespace = one(NAMESPACES);
    boolean add = random.nextInt(3) > 0;
    switch (random.nextInt(4)) {
      case 0 -> {
        String name = name("sa", 3);
        if (add) {
          apply(
              "{apiVersion: v1, kind: ServiceAccount, metadata: {name: %s, namespace: %s}, automountServiceAccountToken: %s}",
              name, namespace, random.nextBoolean());
        } else {
          delete("v1", "ServiceAccount", namespace, name);
        }
      }
      case 1 -> {
        String name = name("bind", 2);
        delete("rbac.authorization.k8s.io/v1", "RoleBinding", namespace, name);
        if (add) {
          apply(
              "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: %s, namespace: %s}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}, subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]}",
              name,
              namespace,
              one(List.of("admin", "view", "cluster-admin")),
              name("sa", 3),
              namespace);
        }
      }
      case 2 -> {
        String name = name("net", 2);
        if (add) {
          apply(
              "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: %s, namespace: %s}, spec: {podSelector: {matchLabels: {app: %s}}, policyTypes: [Ingress, Egress]}}",
              name, namespace, name("app", 12));
        } else {
          delete("networking.k8s.io/v1", "NetworkPolicy", namespace, name);
        }
      }
      default -> {
        String name = name("svc", 3);
        delete("v1", "Service", namespace, name);
        if (add) {
          apply(
              "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: %s}, spec: {type: %s, selector: {app: %s}, ports: [{port: 80}]}}",
              name, namespace, one(List.of("ClusterIP", "NodePort")), name("app", 12));
        }
      }
    }
  }

  private void labelNamespace() {
    apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {team: %s, owned: '%s'}}}",
        one(NAMESPACES), one(TEAMS), random.nextBoolean());
  }

  private void recommendation() {
    String name = name("soak", 3);
    if (random.nextInt(4) == 0) {
      delete("securescore.dev/v1alpha1", "SecurityRecommendation", "", name);
      return;
    }
    String rule =
        one(
            List.of(
                "target: PodSpec, validations: [{expression: \"'owned' in namespaceObject.metadata.labels && namespaceObject.metadata.labels['owned'] == 'true'\"}]",
                "target: Container, validations: [{expression: \"!container.image.endsWith('latest')\"}]",
                "target: Container, validations: [{expression: \"container.name != 'main-1'\"}]"));
    apply(
        "{apiVersion: securescore.dev/v1alpha1, kind: SecurityRecommendation, metadata: {name: %s, labels: {part: %s}}, spec: {title: Soaked, severity: %s, points: %d, lifecycle: {stage: %s}, %s, remediation: {summary: Dry it.}}}",
        name,
        one(List.of("wet", "dry")),
        one(List.of("Low", "High", "Critical")),
        1 + random.nextInt(50),
        one(List.of("Active", "Active", "Preview", "Disabled")),
        rule);
  }

  private void policy() {
    apply(
        "{apiVersion: securescore.dev/v1alpha1, kind: SecureScorePolicy, metadata: {name: cluster}, spec: {ephemeral: {settleSeconds: %d}, excludedNamespaces: {names: [%s]}, platformNamespaces: {selector: {matchLabels: {team: %s}}}, recommendations: [{name: %s, points: %d}, {name: soak-2, stage: %s}]}}",
        10 * random.nextInt(3),
        one(NAMESPACES),
        one(List.of("data", "nobody")),
        "privileged-container",
        random.nextInt(50),
        one(List.of("Active", "Disabled")));
  }

  private void exemption() {
    boolean cluster = random.nextInt(3) == 0;
    String kind = cluster ? "ClusterSecurityExemption" : "SecurityExemption";
    String name = name("exempt", 3);
    String namespace = cluster ? "" : one(NAMESPACES);
    if (random.nextInt(3) == 0) {
      delete("securescore.dev/v1alpha1", kind, namespace, name);
      return;
    }
    String about =
        one(
            List.of(
                "resourceSelector: {}",
                "resourceSelector: {matchLabels: {tier: front}}",
                "resourceSelector: {}, containerNames: [main-0]"));
    String where =
        cluster && random.nextBoolean() ? "namespaceSelector: {matchLabels: {team: web}}, " : "";
    apply(
        "{apiVersion: securescore.dev/v1alpha1, kind: %s, metadata: {name: %s%s}, spec: {%s%s, recommendationRefs: [{name: %s}], decision: %s, reason: why not, approval: {by: someone}}}",
        kind,
        name,
        cluster ? "" : ", namespace: " + namespace,
        where,
        about,
        one(RECOMMENDATIONS),
        one(List.of("Mitigated", "Waived")));
  }

  private void report() {
    boolean cluster = random.nextBoolean();
    String kind = cluster ? "ClusterScoreReport" : "ScoreReport";
    String name = name("own", 3);
    String namespace = cluster ? "" : one(NAMESPACES);
    if (random.nextInt(4) == 0) {
      delete("securescore.dev/v1alpha1", kind, namespace, name);
      return;
    }
    String selector =
        cluster
            ? "namespaceSelector: {matchLabels: {team: " + one(TEAMS) + "}}"
            : "recommendationSelector: {matchLabels: {part: wet}}";
    apply(
        "{apiVersion: securescore.dev/v1alpha1, kind: %s, metadata: {name: %s%s}, spec: {%s, resourceSelector: {matchLabels: {tier: front}}, target: {score: %d}}}",
        kind, name, cluster ? "" : ", namespace: " + namespace, selector, 50 + random.nextInt(50));
  }

  private void deleteOwnReport() {
    delete("securescore.dev/v1alpha1", "ScoreReport", one(NAMESPACES), "namespace");
  }
}
