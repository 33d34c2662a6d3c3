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
        .contains("managed by argocd:shop")
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

  private static String folder(String name) {
    return Project.root().resolve("config").resolve(name).toString();
  }
}
