package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/**
 * Exemptions on a real API server, by people with their own rights.
 *
 * <p>On paper: recommendations of 50, 30 and 20 points; {@code cart} follows all, {@code legacy}
 * only the first. Raw (50 + 15 + 10) / 100 = 75; without the memory limit of legacy (50 + 15 + 20)
 * / 100 = 85; without its user too 100.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExemptionsIT {

  private static final String DEVELOPER = "dev@shop.example";
  private static final String APPROVER = "sec@example";

  private static final String WORKLOADS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            securityContext: {runAsNonRoot: true}
            containers: [{name: app, image: cart, resources: {limits: {memory: 1Gi}}}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: legacy, labels: {tier: old}}
      spec:
        selector: {matchLabels: {app: legacy}}
        template:
          metadata: {labels: {app: legacy}}
          spec:
            containers: [{name: app, image: legacy}]
      """;

  private static final String EXEMPTION =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityExemption
      metadata: {name: legacy-limits}
      spec:
        recommendationRefs: [{name: memory-limit}]
        resourceRefs: [{group: apps, kind: Deployment, name: legacy}]
        containerNames: [app]
        decision: Waived
        reason: The JVM sizes itself.
      """;

  @TempDir private static Path folder;
  private static KubeApi api;
  private static RunningOperator operator;
  private static String namespace;

  @BeforeAll
  static void start() throws IOException {
    api = KubeApi.own();
    for (String file : List.of("admission/exemption-approval.yaml", "rbac/users.yaml")) {
      // The operator's own namespace is not there, so not everything can be created.
      api.kubectl("apply", "-f", Project.root().resolve("config/" + file).toString());
    }
    namespace = api.newNamespace("shop");
    apply(HandWritten.RECOMMENDATIONS).orFail();
    apply(WORKLOADS, "-n", namespace).orFail();
    bind("dev-edit", "edit", DEVELOPER);
    bind("dev-requests", "secure-score-exemption-requester", DEVELOPER);
    bind("sec-approves", "secure-score-exemption-approver", APPROVER);
    operator = RunningOperator.on(api);
    awaitReport("75.0 75.0 0");
  }

  private static void bind(String name, String role, String user) {
    api.kubectl(
            "create",
            "rolebinding",
            name,
            "-n",
            namespace,
            "--clusterrole=" + role,
            "--user=" + user)
        .orFail();
  }

  @AfterAll
  static void stop() {
    operator.close();
    api.close();
  }

  @Test
  @Order(1)
  void developerMayRequestAndNotApprove() {
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() ->
            assertThat(as(DEVELOPER, approvedBy(DEVELOPER)).err())
                .contains("may only be written by someone with the verb 'approve'"));

    assertThat(as(DEVELOPER, EXEMPTION).code()).isZero();

    awaitStatus("legacy-limits", "False Requested 1 1 ");
    assertThat(report()).isEqualTo("75.0 75.0 0");
    assertThat(as(DEVELOPER, approvedBy(DEVELOPER)).err()).contains("'approve'");
    assertThat(status("legacy-limits")).startsWith("False Requested");
  }

  @Test
  @Order(2)
  void approvedExemptionShowsItsEffectBesideTheRawScore() {
    assertThat(as(APPROVER, approvedBy(DEVELOPER)).err()).contains("must be your own user name");

    as(APPROVER, approvedBy(APPROVER)).orFail();

    awaitReport("85.0 75.0 1");
    awaitStatus("legacy-limits", "True Active 1 1 +10.0 75.0 85.0");
    assertThat(get("scr", "namespace", "{.status.lastChange.causes}"))
        .isEqualTo(
            "[{\"change\":\"+10.0\",\"name\":\"legacy-limits\",\"type\":\"ExemptionAdded\"}]");
  }

  @Test
  @Order(3)
  void whoRequestedMayNotWidenWhatWasApproved() {
    String wider =
        approvedBy(APPROVER)
            .replace("[{name: memory-limit}]", "[{name: memory-limit}, {name: non-root}]");

    assertThat(as(DEVELOPER, wider).err()).contains("'approve'");
    assertThat(report()).isEqualTo("85.0 75.0 1");
  }

  @Test
  @Order(4)
  void restartChangesNothing() {
    String before = everything();
    operator.close();

    operator = RunningOperator.on(api);

    await().atMost(60, SECONDS).until(operator.operator()::isComplete);
    await()
        .during(3, SECONDS)
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(everything()).isEqualTo(before));
  }

  @Test
  @Order(5)
  void expiryTakesEffectAtItsTimeWhileNothingElseHappens() {
    Instant end = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
    as(APPROVER, approvedBy(APPROVER) + "  expirationTime: \"" + end + "\"\n").orFail();
    await().atMost(10, SECONDS).until(ExemptionsIT::isObserved);
    assertThat(report()).isEqualTo("85.0 75.0 1");

    await()
        .pollInterval(20, MILLISECONDS)
        .atMost(30, SECONDS)
        .until(() -> report().equals("75.0 75.0 0"));

    assertThat(Duration.between(end, Instant.now()))
        .isBetween(Duration.ZERO, Duration.ofSeconds(2));
    assertThat(get("scr", "namespace", "{.status.lastChange.causes[0].type}"))
        .isEqualTo("ExemptionExpired");
    awaitStatus("legacy-limits", "False Expired 1 1 ");
  }

  @Test
  @Order(6)
  void approveInAnotherNamespaceDoesNotHelp() {
    String elsewhere = "elsewhere@example";
    bind("elsewhere-requests", "secure-score-exemption-requester", elsewhere);
    api.kubectl(
            "create",
            "rolebinding",
            "elsewhere-approves",
            "-n",
            api.newNamespace("elsewhere"),
            "--clusterrole=secure-score-exemption-approver",
            "--user=" + elsewhere)
        .orFail();

    assertThat(as(elsewhere, approvedBy(elsewhere)).err())
        .contains("may only be written by someone with the verb 'approve'");
    assertThat(status("legacy-limits")).startsWith("False Expired");
  }

  @Test
  @Order(7)
  void exemptionThatHoldsLongerThanThePolicyAllowsHasNoEffect() {
    policy("{maximumDurationDays: 30}");
    as(APPROVER, approvedBy(APPROVER)).orFail();

    awaitStatus("legacy-limits", "False TooLong 1 1 ");
    assertThat(report()).isEqualTo("75.0 75.0 0");

    as(APPROVER, approvedBy(APPROVER) + inDays(31)).orFail();
    await().atMost(60, SECONDS).until(ExemptionsIT::isObserved);
    assertThat(status("legacy-limits")).startsWith("False TooLong");

    as(APPROVER, approvedBy(APPROVER) + inDays(29)).orFail();

    awaitStatus("legacy-limits", "True Active 1 1 +10.0 75.0 85.0");
    awaitReport("85.0 75.0 1");
  }

  @Test
  @Order(8)
  void exemptionsOfNamespacesCanBeForbidden() {
    policy("{namespaced: Forbid}");

    awaitStatus("legacy-limits", "False Forbidden 1 1 ");
    awaitReport("75.0 75.0 0");

    api.kubectl("delete", "securescorepolicy", "cluster").orFail();

    awaitStatus("legacy-limits", "True Active 1 1 +10.0 75.0 85.0");
    awaitReport("85.0 75.0 1");
    api.kubectl("delete", "secex", "legacy-limits", "-n", namespace).orFail();
    awaitReport("75.0 75.0 0");
  }

  @Test
  @Order(9)
  void exemptionOfTheClusterIsApprovedByWhoMayApproveInTheCluster() {
    String chief = "chief@example";
    api.kubectl(
            "create",
            "clusterrole",
            "cluster-requests",
            "--verb=get,create,patch",
            "--resource=clustersecurityexemptions.securescore.dev")
        .orFail();
    for (String user : List.of(APPROVER, chief)) {
      bindInCluster("cluster-requests", user);
    }
    bindInCluster("secure-score-exemption-approver", chief);

    assertThat(as(APPROVER, ofCluster(APPROVER)).err())
        .contains("the verb 'approve' on clustersecurityexemptions");
    as(APPROVER, ofCluster("").replaceFirst(" *approval: .*", "")).orFail();
    awaitClusterStatus("False Requested");
    assertThat(report()).isEqualTo("75.0 75.0 0");
    assertThat(as(chief, ofCluster(APPROVER)).err()).contains("must be your own user name");

    as(chief, ofCluster(chief)).orFail();

    awaitClusterStatus("True Active");
    awaitReport("85.0 75.0 1");
    assertThat(as(APPROVER, ofCluster(chief).replace("Waived", "Mitigated")).err())
        .as("who may not approve changes nothing that is approved")
        .contains("'approve'");
  }

  private static void bindInCluster(String role, String user) {
    api.kubectl(
            "create",
            "clusterrolebinding",
            role + "-" + user.replaceAll("@.*", ""),
            "--clusterrole=" + role,
            "--user=" + user)
        .orFail();
  }

  private static String ofCluster(String user) {
    return approvedBy(user)
        .replace("kind: SecurityExemption", "kind: ClusterSecurityExemption")
        .replace("spec:\n", "spec:\n  namespaces: [" + namespace + "]\n");
  }

  private static void awaitClusterStatus(String expected) {
    String condition = "{.status.conditions[?(@.type==\"Effective\")]";
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() ->
            assertThat(
                    get(
                        "clustersecurityexemption",
                        "legacy-limits",
                        condition + ".status} " + condition + ".reason}"))
                .isEqualTo(expected));
  }

  private static void policy(String exemptions) {
    apply(
            """
            apiVersion: securescore.dev/v1alpha1
            kind: SecureScorePolicy
            metadata: {name: cluster}
            spec: {exemptions: %s}
            """
                .formatted(exemptions))
        .orFail();
  }

  private static String inDays(int days) {
    return "  expirationTime: \"%s\"\n"
        .formatted(Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
  }

  private static boolean isObserved() {
    return get("secex", "legacy-limits", "{.status.observedGeneration}").equals(generation());
  }

  private static String generation() {
    return get("secex", "legacy-limits", "{.metadata.generation}");
  }

  private static String everything() {
    return get("secex", "legacy-limits", "{.status}")
        + get(
            "scr",
            "namespace",
            "{.status.display}{.status.history}{.status.recommendations}{.status.lastChange}");
  }

  private static String approvedBy(String user) {
    return EXEMPTION + "  approval: {by: \"" + user + "\"}\n";
  }

  private static void awaitReport(String expected) {
    await().atMost(60, SECONDS).untilAsserted(() -> assertThat(report()).isEqualTo(expected));
  }

  private static void awaitStatus(String name, String expected) {
    await().atMost(60, SECONDS).untilAsserted(() -> assertThat(status(name)).isEqualTo(expected));
  }

  private static String report() {
    return get(
        "scr",
        "namespace",
        "{.status.display.score} {.status.display.rawScore} {.status.open.exempt}");
  }

  private static String status(String name) {
    String condition = "{.status.conditions[?(@.type==\"Effective\")]";
    return get(
            "secex",
            name,
            condition
                + ".status} "
                + condition
                + ".reason} {.status.matchedFindings} {.status.stillNeeded} "
                + "{.status.effect.score} {.status.effect.without} {.status.effect.with}")
        .replaceFirst(" +$", " ");
  }

  private static String get(String kind, String name, String path) {
    return api.kubectl("get", kind, name, "-n", namespace, "-o", "jsonpath=" + path).out();
  }

  private static Output as(String user, String manifest) {
    return apply(manifest, "-n", namespace, "--as=" + user);
  }

  private static Output apply(String manifest, String... arguments) {
    try {
      Path file = Files.createTempFile(folder, "manifest", ".yaml");
      Files.writeString(file, manifest);
      return api.kubectl(
          Stream.concat(Stream.of("apply", "-f", file.toString()), Arrays.stream(arguments))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
