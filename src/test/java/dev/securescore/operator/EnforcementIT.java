package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Enforcement on a real API server, by an operator with the rights that we ship and no others. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnforcementIT {

  private static final String OPERATOR = "system:serviceaccount:secure-score:secure-score";
  private static final String AUTHOR = "author@example";
  private static final String POLICY = "non-root.securescore.dev";

  private static final String NOT_PRIVILEGED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: not-privileged}
      spec:
        title: Containers should not be privileged
        severity: Critical
        target: Container
        validations: [{expression: "!container.?securityContext.?privileged.orValue(false)"}]
        remediation: {summary: Remove privileged.}
        enforcement: {action: Deny, where: Everywhere}
      """;

  @TempDir private static Path folder;
  private static KubeApi api;
  private static KubernetesClient client;
  private static RunningOperator operator;
  private static String clean;
  private static String dirty;

  @BeforeAll
  static void start() {
    api = KubeApi.own();
    for (String file :
        List.of(
            "manager/namespace.yaml",
            "rbac/operator.yaml",
            "enforcement/rbac.yaml",
            "enforcement/guard.yaml")) {
      api.kubectl("apply", "-f", Project.root().resolve("config/" + file).toString()).orFail();
    }
    api.kubectl(
            "create",
            "clusterrole",
            "author",
            "--verb=get,list,create,update,patch,delete",
            "--resource=securityrecommendations.securescore.dev")
        .orFail();
    api.kubectl(
            "create", "clusterrolebinding", "author", "--clusterrole=author", "--user=" + AUTHOR)
        .orFail();
    clean = api.newNamespace("clean");
    dirty = api.newNamespace("dirty");
    apply(deployment("good", true), "-n", clean).orFail();
    apply(deployment("bad", false), "-n", dirty).orFail();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(api.client().getConfiguration())
                    .withImpersonateUsername(OPERATOR)
                    .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                    .build())
            .build();
    operator = RunningOperator.by(client, RunningOperator.enforcing());
  }

  @AfterAll
  static void stop() {
    operator.close();
    client.close();
    api.close();
  }

  @Test
  @Order(1)
  void whoMayNotWriteAdmissionPoliciesCannotEnforce() {
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(asAuthor(recommendation("Deny", "Everywhere"), "--dry-run=server").err())
                .contains("enforcement-guard.securescore.dev")
                .contains("may create validatingadmissionpolicies"));

    assertThat(asAuthor(recommendation("Audit", "Healthy")).code()).isNotZero();
    assertThat(asAuthor(recommendation("Disabled", "Everywhere")).err()).isEmpty();
    awaitStatus("Disabled", "");
    await().atMost(90, SECONDS).untilAsserted(() -> assertThat(enforceable()).isEqualTo("1 1 1"));
    assertThat(api.kubectl("get", "validatingadmissionpolicy", POLICY).code()).isNotZero();
  }

  @Test
  @Order(2)
  void ratchetBindsWhereEverythingIsHealthyAndRefusesTheNextBadChangeThere() {
    apply(recommendation("Deny", "Healthy")).orFail();

    awaitStatus("Deny", "True Healthy");
    awaitBoundIn(clean);
    awaitRefused(clean);
    assertThat(apply(deployment("bad-too", false), "-n", dirty).code()).isZero();
    assertThat(asAuthor(recommendation("Deny", "Healthy").replace("title: ", "title: All ")).err())
        .contains("enforcement-guard.securescore.dev");
    assertThat(api.kubectl("delete", "securityrecommendation", "non-root", "--as=" + AUTHOR).err())
        .contains("enforcement-guard.securescore.dev");
  }

  @Test
  @Order(3)
  void ratchetBindsWhenANamespaceBecomesHealthy() {
    api.kubectl("delete", "deployment", "bad-too", "-n", dirty).orFail();

    apply(deployment("bad", true), "-n", dirty).orFail();

    awaitBoundIn(clean, dirty);
    awaitRefused(dirty);
    assertThat(apply(deployment("better", true), "-n", dirty).code()).isZero();
  }

  @Test
  @Order(4)
  void whatSomebodyElseChangesIsRepaired() {
    api.kubectl("delete", "validatingadmissionpolicybinding", POLICY).orFail();
    awaitBoundIn(clean, dirty);

    api.kubectl(
            "patch",
            "validatingadmissionpolicy",
            POLICY,
            "--type=json",
            "--patch=[{\"op\":\"add\",\"path\":\"/spec/matchConditions/-\",\"value\":{\"name\":\"never\",\"expression\":\"false\"}},{\"op\":\"replace\",\"path\":\"/spec/failurePolicy\",\"value\":\"Fail\"}]")
        .orFail();

    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(
                    get(
                        "validatingadmissionpolicy",
                        POLICY,
                        "{.spec.failurePolicy} {.spec.matchConditions[*].name}"))
                .startsWith("Ignore")
                .doesNotContain("never"));
    awaitRefused(clean);
  }

  @Test
  @Order(5)
  void namespaceWithFindingsIsReleasedUntilTheyAreGone() {
    apply(recommendation("Warn", "Healthy")).orFail();
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(apply(deployment("slipped", false), "-n", clean).err())
                .contains("Warning: Validation failed for ValidatingAdmissionPolicy '" + POLICY));

    awaitBoundIn(dirty);
    apply(recommendation("Deny", "Healthy")).orFail();
    awaitRefused(dirty);
    assertThat(apply(deployment("slipped-too", false), "-n", clean).code()).isZero();
    api.kubectl("delete", "deployment", "slipped", "slipped-too", "-n", clean).orFail();
    awaitBoundIn(clean, dirty);
  }

  @Test
  @Order(6)
  void everywhereSparesThePlatformAndWhatDoesNotChangeThePodSpec() {
    apply(recommendation("Disabled", "Everywhere")).orFail();
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(api.kubectl("get", "validatingadmissionpolicy", POLICY).code()).isNotZero());
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () -> assertThat(apply(deployment("old", false), "-n", dirty).code()).isZero());

    apply(recommendation("Deny", "Everywhere")).orFail();

    awaitStatus("Deny", "True Everywhere");
    awaitRefused(api.newNamespace("new"));
    assertThat(apply(deployment("bad", false), "-n", "kube-system").code()).isZero();
    api.kubectl("scale", "deployment", "old", "--replicas=3", "-n", dirty).orFail();
    api.kubectl("annotate", "deployment", "old", "a=b", "-n", dirty).orFail();
    assertThat(api.kubectl("set", "image", "deployment/old", "server=other", "-n", dirty).err())
        .contains(POLICY);
    api.kubectl("delete", "deployment", "old", "-n", dirty).orFail();
  }

  @Test
  @Order(7)
  void policyThatIsNotTheOperatorsIsLeftAlone() {
    apply(recommendation("Disabled", "Everywhere")).orFail();
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(api.kubectl("get", "validatingadmissionpolicy", POLICY).code()).isNotZero());
    apply(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: non-root.securescore.dev}
            spec:
              matchConstraints:
                resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [events]}]
              validations: [{expression: "true"}]
            """)
        .orFail();

    apply(recommendation("Deny", "Everywhere")).orFail();

    awaitStatus("Disabled", "False NameTaken");
    api.kubectl("delete", "validatingadmissionpolicy", POLICY).orFail();
  }

  @Test
  @Order(8)
  void policyIsRewrittenWhenAnExemptionInItEndsWhileNothingElseHappens() {
    String policy = "not-privileged.securescore.dev";
    apply(NOT_PRIVILEGED).orFail();
    awaitDryRun(privileged("old"), policy);
    Instant end = Instant.now().plusSeconds(40).truncatedTo(ChronoUnit.SECONDS);
    apply(
            """
            apiVersion: securescore.dev/v1alpha1
            kind: SecurityExemption
            metadata: {name: old-container}
            spec:
              recommendationRefs: [{name: not-privileged}]
              resourceSelector: {}
              containerNames: [old]
              decision: Waived
              reason: It is replaced.
              expirationTime: "%s"
              approval: {by: sec@example}
            """
                .formatted(end),
            "-n",
            dirty)
        .orFail();
    awaitDryRun(privileged("old"), "");
    assertThat(Instant.now()).as("admitted while exempt").isBefore(end);
    assertThat(apply(privileged("new"), "-n", dirty, "--dry-run=server").err()).contains(policy);
    assertThat(get("validatingadmissionpolicy", policy, "{.spec}")).contains("container.name in");

    awaitDryRun(privileged("old"), policy);

    assertThat(Instant.now()).as("refused afterwards").isAfterOrEqualTo(end);
    assertThat(get("validatingadmissionpolicy", policy, "{.spec}"))
        .doesNotContain("container.name in");
  }

  /** Waits until an object is refused by a policy; admitted where that is empty. */
  private static void awaitDryRun(String manifest, String policy) {
    await()
        .atMost(90, SECONDS)
        .untilAsserted(() -> {
          Output output = apply(manifest, "-n", dirty, "--dry-run=server");
          assertThat(output.err()).contains(policy);
          assertThat(output.code() == 0).isEqualTo(policy.isEmpty());
        });
  }

  private static String privileged(String container) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: privileged}
    spec:
      securityContext: {runAsNonRoot: true}
      containers: [{name: %s, image: server, securityContext: {privileged: true}}]
    """
        .formatted(container);
  }

  private static String recommendation(String action, String where) {
    return """
    apiVersion: securescore.dev/v1alpha1
    kind: SecurityRecommendation
    metadata: {name: non-root}
    spec:
      title: Pods should declare a user that is not root
      severity: High
      target: PodSpec
      validations: [{expression: "podSpec.?securityContext.?runAsNonRoot.orValue(false)"}]
      remediation: {summary: Set runAsNonRoot for the pod.}
      enforcement: {action: %s, where: %s}
    """
        .formatted(action, where);
  }

  private static String deployment(String name, boolean good) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          securityContext: {runAsNonRoot: %2$s}
          containers: [{name: server, image: server}]
    """
        .formatted(name, good);
  }

  private static void awaitRefused(String namespace) {
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(apply(deployment("next", false), "-n", namespace, "--dry-run=server").err())
                .contains("ValidatingAdmissionPolicy '" + POLICY + "'")
                .contains("Pods should declare a user that is not root"));
  }

  private static void awaitBoundIn(String... namespaces) {
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(
                    get(
                            "validatingadmissionpolicybinding",
                            POLICY,
                            "{.spec.matchResources.namespaceSelector.matchExpressions[0].values[*]}")
                        .split(" "))
                .containsExactly(namespaces));
  }

  private static void awaitStatus(String enforcement, String condition) {
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() ->
            assertThat(
                    get(
                        "secrec",
                        "non-root",
                        "{.status.enforcement}|{.status.conditions[?(@.type==\"Enforced\")].status} {.status.conditions[?(@.type==\"Enforced\")].reason}"))
                .isEqualTo(enforcement + "|" + (condition.isEmpty() ? " " : condition)));
  }

  private static String enforceable() {
    return get(
        "secrec",
        "non-root",
        "{.status.enforceable.namespacesHealthy} {.status.enforceable.namespacesUnhealthy} {.status.enforceable.wouldRefuse}");
  }

  private static String get(String kind, String name, String path) {
    return api.kubectl("get", kind, name, "-o", "jsonpath=" + path).out();
  }

  private static Output asAuthor(String manifest, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--as=" + AUTHOR;
    return apply(manifest, all);
  }

  private static Output apply(String manifest, String... arguments) {
    try {
      Path file = Files.createTempFile(folder, "manifest", ".yaml");
      Files.writeString(file, manifest);
      return api.kubectl(
          Stream.concat(Stream.of("apply", "-f", file.toString()), Arrays.stream(arguments))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
