package dev.securescore.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.LabelSelector;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, changes and goes in whatever order, verdicts are those of what is there. */
class RelatedOrderTest {

  private static final int STEPS = 1_500;
  private static final int SHUFFLES = 200;
  private static final long SEED = 20181203;
  private static final String RBAC = "rbac.authorization.k8s.io/v1";

  private static final String[] LIBRARY = {
    rule("token", "PodSpec", "!serviceAccount.?automountServiceAccountToken.orValue(true)"),
    rule("rights", "PodSpec", "!permissions.exists(p, '*' in p.verbs && p.namespace != 'b')"),
    rule("covered", "PodSpec", "networkPolicies.size() > 0"),
    rule("inside", "PodSpec", "services.size() == 0 || ingresses.size() + routes.size() == 0"),
    rule("budget", "PodSpec", "podDisruptionBudgets.size() != 1"),
    rule("critical", "Container", "container.image != 'bad'"),
    rule("denied", "namespaces", "networkPolicies.exists(p, size(p.spec.podSelector) == 0)"),
    rule("quota", "namespaces", "resourceQuotas.size() + limitRanges.size() > 0"),
    rule("role", "rolebindings", "role.?rules.orValue([]).all(r, !('*' in r.verbs))"),
    rule("bound", "roles", "bindings.size() < 2"),
  };

  private static String rule(String name, String target, String expression) {
    boolean ofPods = Character.isUpperCase(target.charAt(0));
    return """
    apiVersion: securescore.dev/v1alpha1
    kind: SecurityRecommendation
    metadata: {name: %s}
    spec:
      title: Tested
      severity: Critical
      points: 7
      target: %s
      %s
      validations: [{expression: "%s"}]
      remediation: {summary: Do it.}
    """
        .formatted(
            name,
            ofPods ? target : "Object",
            ofPods
                ? ""
                : "matchConstraints: {resourceRules: [{apiGroups: ['', rbac.authorization.k8s.io],"
                    + " apiVersions: ['*'], resources: ["
                    + target
                    + "]}]}",
            expression);
  }

  private static TestCluster cluster() {
    return TestCluster.with(LIBRARY).complete();
  }

  @Test
  void addsChangesAndDeletionsEqualAFreshComputation() {
    Random random = new Random(SEED);
    TestCluster cluster = cluster();
    Map<ResourceId, JsonMap> present = new LinkedHashMap<>();
    for (int step = 0; step < STEPS; step++) {
      JsonMap object = any(random);
      ResourceId id = ResourceId.of(object);
      if (present.containsKey(id) && random.nextInt(3) == 0) {
        cluster.forget(present.get(id));
        present.remove(id);
      } else {
        present.put(id, object);
        cluster.observe(object);
      }
      if (step % 25 == 0) {
        TestCluster fresh = cluster();
        present.values().forEach(fresh::observe);
        assertSame(cluster, fresh, "step " + step);
      }
    }
  }

  @Test
  void orderOfArrivalNeverMatters() {
    Random random = new Random(SEED);
    Map<ResourceId, JsonMap> objects = new LinkedHashMap<>();
    for (int count = 0; count < 80; count++) {
      JsonMap object = any(random);
      objects.put(ResourceId.of(object), object);
    }
    List<JsonMap> order = new ArrayList<>(objects.values());
    TestCluster first = cluster();
    order.forEach(first::observe);
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      Collections.shuffle(order, random);
      TestCluster cluster = random.nextBoolean() ? cluster() : TestCluster.with(LIBRARY);
      order.forEach(cluster::observe);
      assertSame(cluster.complete(), first, "shuffle " + shuffle);
    }
  }

  private static void assertSame(TestCluster actual, TestCluster expected, String when) {
    for (String namespace : List.of("a", "b", "")) {
      Scope scope = new Scope.Namespace(namespace, LabelSelector.EVERYTHING);
      assertThat(actual.engine.tallies(scope))
          .as("%s in '%s'", when, namespace)
          .isEqualTo(expected.engine.tallies(scope));
      assertThat(actual.snapshot(scope).exposedCritical())
          .as("%s in '%s'", when, namespace)
          .isEqualTo(expected.snapshot(scope).exposedCritical());
    }
  }

  private static JsonMap any(Random random) {
    String namespace = random.nextBoolean() ? "a" : "b";
    String name = "n" + random.nextInt(3);
    Map<String, Object> labels = Map.of("app", "n" + random.nextInt(3));
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> workload(random, namespace, name, labels);
      case 3 ->
          object(
              "v1",
              "ServiceAccount",
              namespace,
              name,
              Map.of("automountServiceAccountToken", random.nextBoolean()));
      case 4 ->
          object(
              "v1",
              "Service",
              namespace,
              name,
              spec("type", random.nextInt(3) == 0 ? "NodePort" : "ClusterIP", "selector", labels));
      case 5 ->
          object(
              "networking.k8s.io/v1",
              "NetworkPolicy",
              namespace,
              name,
              spec("podSelector", random.nextBoolean() ? Map.of() : Map.of("matchLabels", labels)));
      case 6 ->
          object(
              "networking.k8s.io/v1",
              "Ingress",
              namespace,
              name,
              spec("defaultBackend", Map.of("service", Map.of("name", "n" + random.nextInt(3)))));
      case 7 ->
          object(
              "gateway.networking.k8s.io/v1",
              "HTTPRoute",
              namespace,
              name,
              spec(
                  "parentRefs",
                  List.of(Map.of("name", "front")),
                  "rules",
                  List.of(
                      Map.of(
                          "backendRefs",
                          List.of(
                              Map.of(
                                  "name",
                                  "n" + random.nextInt(3),
                                  "namespace",
                                  random.nextBoolean() ? "a" : "b"))))));
      case 8 ->
          object(
              "policy/v1",
              "PodDisruptionBudget",
              namespace,
              name,
              spec("selector", Map.of("matchLabels", labels)));
      case 9 -> role(random, namespace, name);
      case 10 -> binding(random, namespace, name);
      default ->
          random.nextBoolean()
              ? object("v1", "Namespace", "", namespace, Map.of())
              : object(
                  "v1",
                  random.nextBoolean() ? "ResourceQuota" : "LimitRange",
                  namespace,
                  name,
                  Map.of());
    };
  }

  private static JsonMap workload(
      Random random, String namespace, String name, Map<String, Object> labels) {
    return object(
        "apps/v1",
        "Deployment",
        namespace,
        name,
        spec(
            "template",
            Map.of(
                "metadata",
                Map.of("labels", labels),
                "spec",
                Map.of(
                    "serviceAccountName",
                    random.nextInt(4) == 0 ? "default" : "n" + random.nextInt(3),
                    "containers",
                    List.of(
                        Map.of("name", "main", "image", random.nextBoolean() ? "bad" : "good"))))));
  }

  private static JsonMap role(Random random, String namespace, String name) {
    boolean ofCluster = random.nextBoolean();
    return object(
        RBAC,
        ofCluster ? "ClusterRole" : "Role",
        ofCluster ? "" : namespace,
        name,
        Map.of(
            "rules",
            List.of(
                Map.of(
                    "apiGroups",
                    List.of(""),
                    "resources",
                    List.of("pods"),
                    "verbs",
                    List.of(random.nextBoolean() ? "*" : "get")))));
  }

  private static JsonMap binding(Random random, String namespace, String name) {
    boolean ofCluster = random.nextInt(3) == 0;
    Map<String, Object> subject =
        switch (random.nextInt(3)) {
          case 0 -> Map.of("kind", "Group", "name", "system:serviceaccounts:" + namespace);
          case 1 -> Map.of("kind", "Group", "name", "system:authenticated");
          default ->
              Map.of(
                  "kind",
                  "ServiceAccount",
                  "name",
                  "n" + random.nextInt(3),
                  "namespace",
                  random.nextBoolean() ? "a" : "b");
        };
    return object(
        RBAC,
        ofCluster ? "ClusterRoleBinding" : "RoleBinding",
        ofCluster ? "" : namespace,
        name,
        Map.of(
            "subjects",
            List.of(subject),
            "roleRef",
            Map.of(
                "kind",
                ofCluster || random.nextBoolean() ? "ClusterRole" : "Role",
                "name",
                "n" + random.nextInt(3))));
  }

  private static Map<String, Object> spec(Object... entries) {
    Map<String, Object> spec = new LinkedHashMap<>();
    for (int index = 0; index < entries.length; index += 2) {
      spec.put((String) entries[index], entries[index + 1]);
    }
    return Map.of("spec", spec);
  }

  private static JsonMap object(
      String apiVersion, String kind, String namespace, String name, Map<String, Object> rest) {
    Map<String, Object> object = new LinkedHashMap<>(rest);
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put(
        "metadata",
        namespace.isEmpty() ? Map.of("name", name) : Map.of("name", name, "namespace", namespace));
    return Json.object(object);
  }
}
