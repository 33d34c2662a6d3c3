package dev.securescore.operator.watch;

import static dev.securescore.operator.watch.Declarations.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.inventory.KindName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verdicts follow the objects that they need, by events, within two seconds. */
class RelatedIT {

  private static final Duration SOON = Duration.ofSeconds(2);

  private static final String TOKEN =
      recommendation("token", "!serviceAccount.?automountServiceAccountToken.orValue(true)");
  private static final String PRIVILEGES =
      recommendation("privileges", "!permissions.exists(p, '*' in p.verbs && '*' in p.resources)");
  private static final String COVERED = recommendation("covered", "networkPolicies.size() > 0");
  private static final String ROUTED = recommendation("routed", "routes.size() == 0");

  private static KubeApi api;
  private static KubernetesClient client;

  @BeforeAll
  static void startServer() {
    api = KubeApi.own();
    client = api.client();
  }

  @AfterAll
  static void stopServer() {
    api.close();
  }

  private static String recommendation(String name, String expression) {
    return """
    apiVersion: securescore.dev/v1alpha1
    kind: SecurityRecommendation
    metadata: {name: %s}
    spec:
      title: Tested
      severity: Medium
      target: PodSpec
      validations:
      - expression: "%s"
      remediation: {summary: Do it.}
    """
        .formatted(name, expression);
  }

  private static String account(boolean automount) {
    return """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: default}
    automountServiceAccountToken: %s
    """
        .formatted(automount);
  }

  private static String binding(String namespace) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: all-of-%1$s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts:%1$s"}]
    """
        .formatted(namespace);
  }

  private static void apply(String namespace, String yaml) {
    client.resource(yaml).inNamespace(namespace).serverSideApply();
  }

  private static void soon(Watching watching, String namespace, String... counts) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThat(watching.counts(namespace)).containsExactlyInAnyOrder(counts));
  }

  @Test
  void serviceAccountThatFlipsMovesTheVerdictOfItsWorkloadAlone() {
    String namespace = api.newNamespace("token");
    String other = api.newNamespace("token-other");
    apply(namespace, account(false));
    apply(namespace, deployment("app", false));
    apply(other, deployment("app", false));
    try (Watching watching = new Watching(client).start()) {
      watching.put(TOKEN);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("token 1/0/0/0");

      apply(namespace, account(true));
      soon(watching, namespace, "token 0/1/0/0");
      apply(namespace, account(false));
      soon(watching, namespace, "token 1/0/0/0");
      assertThat(watching.counts(other)).containsExactly("token 0/1/0/0");
    }
  }

  @Test
  void workloadsAreJudgedOnceThoughServicesAreReadThatMayExposeThem() {
    String namespace = api.newNamespace("once");
    apply(namespace, deployment("app", false));
    HasMetadata services =
        client
            .resource(
                """
                apiVersion: securescore.dev/v1alpha1
                kind: SecurityRecommendation
                metadata: {name: named-ports}
                spec:
                  title: Tested
                  severity: Low
                  target: Object
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [""], apiVersions: [v1], resources: [services]}
                  validations:
                  - expression: "object.spec.ports.all(port, has(port.name))"
                  remediation: {summary: Do it.}
                """)
            .create();
    try (Watching watching = new Watching(client).start()) {
      int deployments = client.apps().deployments().inAnyNamespace().list().getItems().size();
      assertThat(watching.evaluations(new KindName("apps", "Deployment"))).isEqualTo(deployments);
      assertThat(watching.evaluations(new KindName("", "Service"))).isPositive();
    } finally {
      client.resource(services).delete();
    }
  }

  @Test
  void bindingThatAppearsAndGoesMovesTheVerdict() {
    String namespace = api.newNamespace("bound");
    apply(namespace, deployment("app", false));
    try (Watching watching = new Watching(client).start()) {
      watching.put(PRIVILEGES);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("privileges 1/0/0/0");

      client.resource(binding(namespace)).create();
      soon(watching, namespace, "privileges 0/1/0/0");
      client.resource(binding(namespace)).delete();
      soon(watching, namespace, "privileges 1/0/0/0");
    }
  }

  @Test
  void networkPolicyThatIsAddedCoversWhatItSelects() {
    String namespace = api.newNamespace("covered");
    apply(namespace, deployment("app", false));
    apply(namespace, deployment("other", false));
    try (Watching watching = new Watching(client).start()) {
      watching.put(COVERED);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("covered 0/2/0/0");

      apply(
          namespace,
          """
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: app}
          spec: {podSelector: {matchLabels: {app: app}}, policyTypes: [Ingress]}
          """);
      soon(watching, namespace, "covered 1/1/0/0");
      client.network().v1().networkPolicies().inNamespace(namespace).withName("app").delete();
      soon(watching, namespace, "covered 0/2/0/0");
    }
  }

  @Test
  void clusterWithoutGatewayApiHasNoRoutes() {
    String namespace = api.newNamespace("routes");
    apply(namespace, deployment("app", false));
    try (Watching watching = new Watching(client).start()) {
      watching.put(ROUTED);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("routed 1/0/0/0");
      assertThat(watching.engine.unavailable()).isEmpty();
    }
  }

  @Test
  void withoutTheRightToReadTheVerdictIsNotEvaluatedUntilItIsGranted() {
    String namespace = api.newNamespace("rights");
    apply(namespace, deployment("app", false));
    api.kubectl(
            "create",
            "clusterrole",
            "no-policies",
            "--verb=get,list,watch",
            "--resource=namespaces,pods,replicationcontrollers,deployments.apps,statefulsets.apps,"
                + "daemonsets.apps,replicasets.apps,jobs.batch,cronjobs.batch,"
                + "securityrecommendations.securescore.dev,securescorepolicies.securescore.dev,"
                + "securityexemptions.securescore.dev,clustersecurityexemptions.securescore.dev,"
                + "clusterscorereports.securescore.dev,scorereports.securescore.dev")
        .orFail();
    api.kubectl(
            "create",
            "clusterrolebinding",
            "no-policies",
            "--clusterrole=no-policies",
            "--user=poor")
        .orFail();
    Config poor =
        new ConfigBuilder(client.getConfiguration()).withImpersonateUsername("poor").build();
    try (KubernetesClient restricted = new KubernetesClientBuilder().withConfig(poor).build();
        Watching watching = new Watching(restricted).start()) {
      watching.put(COVERED);
      watching.untilComplete();
      assertThat(watching.engine.unavailable())
          .containsOnlyKeys(new KindName("networking.k8s.io", "NetworkPolicy"));
      assertThat(watching.counts(namespace)).containsExactly("covered 0/0/0/1");

      api.kubectl(
              "create",
              "clusterrole",
              "policies",
              "--verb=get,list,watch",
              "--resource=networkpolicies.networking.k8s.io")
          .orFail();
      api.kubectl(
              "create", "clusterrolebinding", "policies", "--clusterrole=policies", "--user=poor")
          .orFail();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(watching.counts(namespace)).containsExactly("covered 0/1/0/0"));
    }
  }
}
