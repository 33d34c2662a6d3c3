package dev.securescore.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.LabelSelector;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts that need other objects follow these, and say so where they cannot. */
class RelatedVerdictsTest {

  private static final String TOKEN =
      recommendation(
          "token",
          "has(podSpec.automountServiceAccountToken) ? !podSpec.automountServiceAccountToken"
              + " : !serviceAccount.?automountServiceAccountToken.orValue(true)");

  private static final String PRIVILEGES =
      recommendation("privileges", "!permissions.exists(p, '*' in p.verbs && '*' in p.resources)");

  private static final String COVERED = recommendation("covered", "networkPolicies.size() > 0");

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

  private static JsonMap yaml(String text) {
    return Json.object(Serialization.unmarshal(text, Map.class));
  }

  private static JsonMap deployment() {
    return yaml(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cart, namespace: shop, resourceVersion: "1"}
        spec:
          template:
            metadata: {labels: {app: cart}}
            spec:
              serviceAccountName: cart
              containers: [{name: main, image: "main:1"}]
        """);
  }

  private static JsonMap account(boolean automount) {
    return yaml(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: cart, namespace: shop}
        automountServiceAccountToken: %s
        """
            .formatted(automount));
  }

  private static JsonMap binding() {
    return yaml(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: all-of-shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: Group, name: "system:serviceaccounts:shop"}]
        """);
  }

  private static JsonMap policy(String app) {
    return yaml(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: cart, namespace: shop}
        spec:
          podSelector: {matchExpressions: [{key: app, operator: In, values: [%s]}]}
        """
            .formatted(app));
  }

  private static String counts(TestCluster cluster) {
    Tally tally =
        cluster.engine.tallies(new Scope.Namespace("shop", LabelSelector.EVERYTHING)).getFirst();
    return "%d/%d/%d".formatted(tally.healthy(), tally.unhealthy(), tally.notEvaluated());
  }

  @Test
  void serviceAccountThatChangesMovesTheVerdictOfItsWorkloads() {
    TestCluster cluster = TestCluster.with(TOKEN).complete();
    cluster.observe(deployment());
    assertThat(counts(cluster)).as("there is none").isEqualTo("0/0/1");

    cluster.observe(account(false));
    assertThat(counts(cluster)).isEqualTo("1/0/0");

    cluster.observe(account(true));
    assertThat(counts(cluster)).isEqualTo("0/1/0");

    cluster.forget(account(true));
    assertThat(counts(cluster)).isEqualTo("0/0/1");
  }

  @Test
  void bindingOfAGroupReachesTheWorkloadsOfItsNamespace() {
    TestCluster cluster = TestCluster.with(PRIVILEGES).complete();
    cluster.observe(deployment());
    assertThat(counts(cluster)).isEqualTo("1/0/0");

    cluster.observe(binding());
    assertThat(counts(cluster)).isEqualTo("0/1/0");

    cluster.forget(binding());
    assertThat(counts(cluster)).isEqualTo("1/0/0");
  }

  @Test
  void roleThatChangesBehindTheSameBindingsMovesTheVerdict() {
    TestCluster cluster = TestCluster.with(PRIVILEGES).complete();
    JsonMap role =
        yaml(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: cluster-admin}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
            """);
    cluster.observe(role);
    cluster.observe(binding());
    cluster.observe(deployment());
    assertThat(counts(cluster)).isEqualTo("1/0/0");

    cluster.observe(
        role.with(
            "rules",
            List.of(
                Map.of(
                    "apiGroups", List.of(""), "resources", List.of("*"), "verbs", List.of("*")))));
    assertThat(counts(cluster)).isEqualTo("0/1/0");

    cluster.observe(role);
    assertThat(counts(cluster)).isEqualTo("1/0/0");
  }

  @Test
  void networkPolicyCountsWhereItSelects() {
    TestCluster cluster = TestCluster.with(COVERED).complete();
    cluster.observe(deployment());
    assertThat(counts(cluster)).isEqualTo("0/1/0");

    cluster.observe(policy("cart"));
    assertThat(counts(cluster)).isEqualTo("1/0/0");

    cluster.observe(policy("other"));
    assertThat(counts(cluster)).isEqualTo("0/1/0");
  }

  @Test
  void kindThatWasNotReadOrMayNotBeIsNoVerdict() {
    TestCluster cluster = TestCluster.with(COVERED);
    cluster.observe(deployment());
    cluster.observe(policy("cart"));
    assertThat(counts(cluster)).isEqualTo("0/0/1");

    cluster.complete(RelatedKind.NETWORK_POLICY);
    assertThat(counts(cluster)).isEqualTo("1/0/0");

    cluster.forbid(RelatedKind.NETWORK_POLICY);
    assertThat(counts(cluster)).isEqualTo("0/0/1");

    cluster.complete(RelatedKind.NETWORK_POLICY);
    assertThat(counts(cluster)).isEqualTo("1/0/0");
  }
}
