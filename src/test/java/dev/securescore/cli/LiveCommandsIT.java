package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.KubeApi;
import dev.securescore.Project;
import dev.securescore.cli.CommandRun.Outcome;
import dev.securescore.operator.RunningOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that read a cluster, against a real API server with the operator at work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveCommandsIT {

  private static KubeApi api;

  @BeforeAll
  static void startServer() {
    api = KubeApi.own();
  }

  @AfterAll
  static void stopServer() {
    if (api != null) {
      api.close();
    }
  }

  private static Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", api.kubeconfig().toString()));
    return new CommandRun().onRunningClock().of(all.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void withoutReportOrLibraryEachCommandSaysWhatToDo() {
    assertThat(run("status").err())
        .contains("no ClusterScoreReport 'cluster' yet; is the operator running?");
    assertThat(run("explain", "ns/default").err()).contains("has no SecurityRecommendation");
    assertThat(run("status", "--context", "nowhere").err())
        .contains("the kubeconfig has no context 'nowhere'");
  }

  @Test
  @Order(2)
  void statusShowsTheScoreAndTheNextFixes() {
    api.kubectl("apply", "--server-side", "-f", folder("recommendations")).orFail();
    api.kubectl("apply", "--server-side", "-f", folder("samples")).orFail();
    try (RunningOperator running = RunningOperator.on(api)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(run("status", "-o", "json").json().path("nextFixes")).hasSize(3));
      assertThat(running.operator().isComplete()).isTrue();
    }

    Outcome bare = run();
    JsonNode status = run("status", "-o", "json").json();

    assertThat(bare.exitCode()).isZero();
    assertThat(bare.out())
        .containsPattern("cluster test   [0-9.]+   grade D ")
        .contains("service-allowed-ports (no parameter), trusted-registries (no parameter)")
        .containsPattern("1 run-as-non-root +High +\\+[0-9.]+ +Medium +4 resources")
        .containsPattern("confirmed [0-9]+ s ago");
    assertThat(status.path("resources").path("judged").asInt()).isPositive();
    assertThat(status.path("display").path("grade").asText()).isEqualTo("D");
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(
      strings = {
        "deploy/cart",
        "deployment/cart",
        "deployments.apps/cart",
        "Deployment.v1.apps cart",
        "deploy cart"
      })
  void explainFindsAResourceAsKubectlDoes(String resource) {
    List<String> arguments = new ArrayList<>(List.of("explain", "-n", "shop", "-o", "json"));
    arguments.addAll(List.of(resource.split(" ", -1)));
    JsonNode explanation = run(arguments.toArray(String[]::new)).json();

    assertThat(explanation.path("kind").asText()).isEqualTo("Deployment");
    assertThat(explanation.path("managedBy").asText()).isEqualTo("argocd:shop");
    assertThat(explanation.path("score").asInt()).isBetween(50, 99);
    JsonNode first = explanation.path("verdicts").path(0);
    assertThat(first.path("recommendation").asText()).isEqualTo("run-as-non-root");
    assertThat(first.path("verdict").asText()).isEqualTo("Unhealthy");
    assertThat(first.path("gain").asText()).startsWith("+");
    assertThat(first.path("reasons").path(0).path("container").asText()).isEqualTo("server");
    assertThat(first.path("steps")).isNotEmpty();
  }

  @Test
  @Order(4)
  void explainShowsVerdictsReasonsAndFixes() {
    Outcome outcome = run("explain", "deploy/cart", "-n", "shop");

    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "^Deployment shop/cart   [0-9.]+   own score \\([0-9]+ healthy, [0-9]+ unheal")
        .contains("managed by Argo CD application shop")
        .containsPattern("  x +run-as-non-root +High +\\+[0-9.]+ +container server may run as root")
        .contains("run-as-non-root   fix: Set runAsNonRoot")
        .contains("  1. ")
        .contains("healthy: ");
  }

  @Test
  @Order(5)
  void explainTellsWhatIsNotJudgedItself() {
    assertThat(run("explain", "deploy/none", "-n", "shop").err())
        .contains("Deployment 'none' is not in the namespace 'shop'");
    assertThat(run("explain", "wibbles/none").err()).contains("serves no kind 'wibbles'");
    assertThat(run("explain", "cm/kube-root-ca.crt", "-n", "shop").exitCode()).isEqualTo(1);
    assertThat(run("explain", "deploy").exitCode()).isEqualTo(2);
  }

  @Test
  @Order(6)
  void explainJudgesAChildAsItsOwner() {
    Outcome outcome = run("explain", "rs/checkout-7d4b9c6f5", "-n", "shop");

    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    assertThat(outcome.out())
        .startsWith("Rollout shop/checkout")
        .contains("ReplicaSet shop/checkout-7d4b9c6f5: container checkout");
  }

  @Test
  @Order(7)
  void scanJudgesTheClusterAsTheOperatorDoes() {
    JsonNode status = run("status", "-o", "json").json();
    Outcome scan = run("scan", "--live", "-o", "json");

    assertThat(scan.exitCode()).describedAs(scan.err()).isZero();
    assertThat(scan.json().at("/display/score").asText())
        .isEqualTo(status.at("/display/score").asText());
    assertThat(scan.json().path("findings").findValuesAsText("file"))
        .contains("apis/apps/v1/namespaces/shop/deployments/cart")
        .contains("apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/checkout");
    assertThat(run("scan", "--live", "-n", "shop", "-o", "json").json().path("resources"))
        .anySatisfy(each -> assertThat(each.path("kind").asText()).isEqualTo("Namespace"))
        .allSatisfy(each -> {
          boolean isNamespace = each.path("kind").asText().equals("Namespace");
          assertThat(each.path(isNamespace ? "name" : "namespace").asText()).isEqualTo("shop");
        });
    assertThat(run("scan", "--live", "-n", "none").err()).contains("has no namespace 'none'");
    assertThat(run("scan", "--live", "deploy/").exitCode()).isEqualTo(2);
  }

  @Test
  @Order(8)
  void whatMayNotBeReadIsNotEvaluatedWithTheReason() throws IOException {
    api.kubectl(
            "create",
            "clusterrole",
            "deployments-alone",
            "--verb=list,get",
            "--resource=deployments.apps,namespaces")
        .orFail();
    api.kubectl(
            "create",
            "clusterrolebinding",
            "deployments-alone",
            "--clusterrole=deployments-alone",
            "--serviceaccount=default:narrow")
        .orFail();
    api.kubectl("create", "serviceaccount", "narrow", "-n", "default").orFail();
    String token = api.kubectl("create", "token", "narrow", "-n", "default").orFail().strip();
    Path narrow = Files.createTempFile("narrow", ".kubeconfig");
    Files.copy(api.kubeconfig(), narrow, StandardCopyOption.REPLACE_EXISTING);
    api.kubectl("config", "set-credentials", "narrow", "--token=" + token, "--kubeconfig=" + narrow)
        .orFail();
    api.kubectl("config", "set-context", "--current", "--user=narrow", "--kubeconfig=" + narrow)
        .orFail();

    Outcome scan =
        new CommandRun()
            .onRunningClock()
            .of(
                "scan",
                "--live",
                "-n",
                "shop",
                "-o",
                "json",
                "--standard",
                "PSS/restricted",
                "--kubeconfig",
                narrow.toString());

    assertThat(scan.exitCode()).describedAs(scan.err()).isZero();
    assertThat(scan.err()).contains("you may not read");
    assertThat(scan.json().path("coverage").asInt()).isLessThan(100);
    assertThat(scan.json().path("findings").findValuesAsText("reason")).contains("KindUnavailable");
    assertThat(scan.json().path("resources").findValuesAsText("kind")).containsOnly("Deployment");
  }

  @Test
  @Order(9)
  void explainPrintsAPatchThatTheServerTakes() {
    JsonNode explanation = run("explain", "deploy/cart", "-n", "shop", "-o", "json").json();
    String table = run("explain", "deploy/cart", "-n", "shop").out();

    assertThat(table)
        .contains("patch for Git for ")
        .contains("(Argo CD owns this object, a live patch would be reverted):")
        .contains("    --- a/deployment-cart.yaml");
    assertThat(explanation.at("/patch/recommendations")).isNotEmpty();
    String operations = explanation.at("/patch/operations").toString();
    api.kubectl(
            "patch",
            "deployment",
            "cart",
            "-n",
            "shop",
            "--type=json",
            "-p",
            operations,
            "--dry-run=server")
        .orFail();
  }

  @Test
  @Order(10)
  void explainShowsWhoseExemptionAFindingIsUnder() {
    api.client()
        .resource(
            """
            apiVersion: securescore.dev/v1alpha1
            kind: SecurityExemption
            metadata: {name: cart-user, namespace: shop}
            spec:
              recommendationRefs: [{name: run-as-non-root}]
              resourceRefs: [{group: apps, kind: Deployment, name: cart}]
              containerNames: [server]
              decision: Waived
              reason: The image is being rebuilt.
              expirationTime: "2099-01-31T00:00:00Z"
              approval: {by: sec@example}
            """)
        .create();

    Outcome table = run("explain", "deploy/cart", "-n", "shop");
    JsonNode verdicts = run("explain", "deploy/cart", "-n", "shop", "-o", "json").json();

    assertThat(table.out())
        .containsPattern("own score \\([0-9]+ healthy, [0-9]+ unhealthy, 1 exempt")
        .containsPattern(
            "- +run-as-non-root +High +exempt +waived by cart-user until 2099-01-31T00:00:00Z "
                + "\\(The image is being rebuilt.\\): container server may run as root");
    assertThat(verdicts.path("verdicts"))
        .anySatisfy(line -> {
          assertThat(line.path("recommendation").asText()).isEqualTo("run-as-non-root");
          assertThat(line.at("/reasons/0/exempt/name").asText()).isEqualTo("cart-user");
        });
  }

  @Test
  @Order(11)
  void kindsTellsWhatIsJudgedHowAndWhatToDeclare() {
    JsonNode before = run("kinds", "-o", "json").json();
    assertThat(before.path("owners")).hasSize(1);
    assertThat(before.at("/owners/0/kind").asText()).isEqualTo("Rollout");
    assertThat(before.at("/owners/0").has("notJudged")).as("no Rollout can be read").isFalse();
    serveRollouts();
    applyRollout("checkout", 4);
    applyRollout("idle", 0);
    applyRollout("asleep", 0);

    Outcome table = run("kinds");

    assertThat(table.exitCode()).describedAs(table.err()).isZero();
    assertThat(table.out())
        .containsPattern("Deployment.apps +[1-9][0-9]* +spec.template.spec")
        .containsPattern("CronJob.batch +[0-9]+ +spec.jobTemplate.spec.template.spec")
        .containsPattern("Rollout.argoproj.io +1 +2 +live children: the policy does not name")
        .contains("  - {group: argoproj.io, kind: Rollout, podSpecPath: spec.template.spec}");
    assertThat(run("status").out())
        .contains("2 Rollouts at zero replicas (kind not configured: see 'secure-score kinds')");
    assertThat(run("status", "-o", "json").json().at("/unconfigured/0/resources").asInt())
        .isEqualTo(2);
  }

  @Test
  @Order(12)
  void declaredKindIsJudgedByItsOwnPodSpecs() {
    String advice =
        run("kinds")
            .out()
            .lines()
            .dropWhile(line -> !line.equals("spec:"))
            .takeWhile(line -> !line.startsWith("and let"))
            .reduce("", (text, line) -> text + line + "\n");
    api.client()
        .resource(
            "apiVersion: securescore.dev/v1alpha1\nkind: SecureScorePolicy\n"
                + "metadata: {name: cluster}\n"
                + advice)
        .create();

    assertThat(run("kinds").out())
        .containsPattern("Rollout.argoproj.io +3 +spec.template.spec \\(policy\\)")
        .doesNotContain("live children");
    assertThat(run("status").out()).doesNotContain("Rollout");
    assertThat(run("explain", "rollout/idle", "-n", "shop").out())
        .contains("Rollout shop/idle")
        .contains("container server may run as root");
  }

  private static void serveRollouts() {
    api.client()
        .resource(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: rollouts.argoproj.io}
            spec:
              group: argoproj.io
              scope: Namespaced
              names: {kind: Rollout, plural: rollouts, singular: rollout, listKind: RolloutList}
              versions:
              - name: v1alpha1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """)
        .create();
    api.kubectl("wait", "--for=condition=Established", "crd/rollouts.argoproj.io").orFail();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.kubectl("get", "rollouts", "-n", "shop").code() == 0);
  }

  private static void applyRollout(String name, int replicas) {
    api.client()
        .resource(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: %s, namespace: shop}
            spec:
              replicas: %d
              template: {spec: {containers: [{name: server, image: "server:1"}]}}
            """
                .formatted(name, replicas))
        .create();
  }

  private static String folder(String name) {
    return Project.root().resolve("config").resolve(name).toString();
  }
}
