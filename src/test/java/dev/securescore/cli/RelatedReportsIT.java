package dev.securescore.cli;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.cli.CommandRun.Outcome;
import dev.securescore.operator.RunningOperator;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Related objects on a real API server: what they alone turn is in the report of their namespace,
 * and {@code scan --live} and {@code explain} say the same as the reports, for who may read it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RelatedReportsIT {

  /** Names a kind that this cluster does not serve. */
  private static final String UNSERVED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: unserved}
      spec:
        title: Tested
        severity: Medium
        target: Object
        matchConstraints:
          resourceRules:
          - apiGroups: [gateway.networking.k8s.io]
            apiVersions: ["*"]
            operations: [CREATE, UPDATE]
            resources: [gateways]
        validations: [{expression: has(object.spec)}]
        remediation: {summary: Do it.}
      """;

  private static final String ROUTE =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: PLURAL.gateway.networking.k8s.io
        annotations: {api-approved.kubernetes.io: "unapproved, for a test"}
      spec:
        group: gateway.networking.k8s.io
        scope: Namespaced
        names: {kind: KIND, plural: PLURAL}
        versions:
        - name: VERSION
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  private static final String RIGHTS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: only-workloads}
      rules:
      - {apiGroups: [""], resources: [namespaces, pods, replicationcontrollers], verbs: [get, list, watch]}
      - {apiGroups: [apps, batch], resources: ["*"], verbs: [get, list, watch]}
      - {apiGroups: [securescore.dev], resources: ["*"], verbs: ["*"]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: only-workloads}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: only-workloads}
      subjects: [{kind: ServiceAccount, name: poor, namespace: default}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: recommendations}
      rules:
      - {apiGroups: [securescore.dev], resources: [securityrecommendations], verbs: [get, list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: recommendations}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: recommendations}
      subjects: [{kind: ServiceAccount, name: tenant, namespace: default}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: tenant, namespace: ingress}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects: [{kind: ServiceAccount, name: tenant, namespace: default}]
      """;

  private static final List<RelatedCase> CASES = List.of(RelatedCase.ALL);

  @TempDir private static Path folder;
  private static KubeApi api;
  private static RunningOperator operator;

  @BeforeAll
  static void start() throws IOException {
    api = KubeApi.own();
    kubectl(
        "apply",
        route("httproutes", "HTTPRoute", "v1")
            + "---\n"
            + route("tcproutes", "TCPRoute", "v1alpha2"));
    api.kubectl(
            "apply",
            "--server-side",
            "-f",
            Project.root().resolve("config/recommendations").toString())
        .orFail();
    kubectl("apply", all(RelatedCase::recommendation) + "---\n" + UNSERVED);
    kubectl("apply", all(RelatedCase::namespace) + "---\n" + RelatedCase.ELSEWHERE);
    kubectl("apply", RIGHTS);
    operator = RunningOperator.on(api);
  }

  @AfterAll
  static void stop() {
    operator.close();
    api.close();
  }

  private static String route(String plural, String kind, String version) {
    return ROUTE.replace("PLURAL", plural).replace("KIND", kind).replace("VERSION", version);
  }

  private static String all(Function<RelatedCase, String> text) {
    return CASES.stream().map(text).collect(joining("---\n"));
  }

  private static void kubectl(String command, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("objects.yaml"), yaml);
    Output output =
        command.equals("apply")
            ? api.kubectl("apply", "--server-side", "-f", file.toString())
            : api.kubectl(command, "-f", file.toString());
    output.orFail();
  }

  @Test
  @Order(1)
  void objectThatAppearsOrChangesTurnsWhatItConcernsAlone() throws IOException {
    awaitTurned(List.of());

    kubectl("apply", all(RelatedCase::created));
    awaitTurned(List.of());
    kubectl("apply", all(RelatedCase::changed));
    awaitTurned(CASES);
  }

  /** In the namespace of each of these cases its own verdict is turned, and no other. */
  private static void awaitTurned(List<RelatedCase> turned) {
    Map<String, Map<String, String>> expected = new TreeMap<>();
    for (RelatedCase where : CASES) {
      Map<String, String> counts = new TreeMap<>();
      CASES.forEach(each -> {
        boolean isTurned = each.equals(where) && turned.contains(each);
        counts.put("tested-" + each.name(), each.healthy() != isTurned ? "1/0/0" : "0/1/0");
      });
      expected.put(where.name(), counts);
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(testedCounts()).isEqualTo(expected));
  }

  private static Map<String, Map<String, String>> testedCounts() {
    return CASES.stream()
        .collect(
            toMap(
                RelatedCase::name,
                each -> {
                  Map<String, String> counts = counts(report(each.name()));
                  counts.keySet().removeIf(name -> !name.startsWith("tested-"));
                  return counts;
                }));
  }

  private static ScoreReportStatus report(String namespace) {
    ScoreReport report =
        api.client()
            .resources(ScoreReport.class)
            .inNamespace(namespace)
            .withName("namespace")
            .get();
    assertThat(report).isNotNull();
    assertThat(report.getStatus()).isNotNull();
    return report.getStatus();
  }

  private static String score(ScoreReportStatus report) {
    return requireNonNull(requireNonNull(report.display()).score());
  }

  private static int coverage(String namespace) {
    return requireNonNull(report(namespace).coverage());
  }

  /** By recommendation {@code healthy/unhealthy/notEvaluated}, where a report tells it. */
  private static Map<String, String> counts(ScoreReportStatus report) {
    return report.recommendations().stream()
        .collect(
            toMap(
                each -> each.name(),
                each -> "%d/%d/%d".formatted(each.healthy(), each.unhealthy(), each.notEvaluated()),
                (one, same) -> one,
                TreeMap::new));
  }

  private static Map<String, String> counts(JsonNode scan) {
    Map<String, String> counts = new TreeMap<>();
    for (JsonNode each : scan.path("recommendations")) {
      int healthy = each.path("healthy").asInt();
      int unhealthy = each.path("unhealthy").asInt();
      int notEvaluated = each.path("notEvaluated").asInt();
      boolean told = each.path("maxMilliPoints").asInt() + unhealthy + notEvaluated > 0;
      if (healthy + unhealthy > 0 && told) {
        counts.put(
            each.path("name").asText(), "%d/%d/%d".formatted(healthy, unhealthy, notEvaluated));
      }
    }
    return counts;
  }

  @Test
  @Order(2)
  void scanOfANamespaceSaysWhatItsReportSays() {
    for (RelatedCase each : CASES) {
      Outcome scan = run(api.kubeconfig(), "scan", "--live", "-n", each.name(), "-o", "json");
      ScoreReportStatus report = report(each.name());

      assertThat(scan.err()).isEmpty();
      assertThat(counts(scan.json())).as(each.name()).isEqualTo(counts(report));
      assertThat(scan.json().at("/display/score").asText()).isEqualTo(score(report));
      assertThat(scan.json().path("coverage").asInt()).isEqualTo(report.coverage());
    }
  }

  @Test
  @Order(3)
  void scanOfTheClusterSaysWhatItsReportSays() {
    Outcome scan = run(api.kubeconfig(), "scan", "--live", "-o", "json");

    assertThat(scan.err()).isEmpty();
    assertThat(messages(scan, "unserved"))
        .containsExactly("KindUnavailable the API server does not serve it");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          ScoreReportStatus report =
              api.client()
                  .resources(ClusterScoreReport.class)
                  .withName("cluster")
                  .get()
                  .getStatus();
          assertThat(counts(report)).isEqualTo(counts(scan.json()));
          assertThat(score(report)).isEqualTo(scan.json().at("/display/score").asText());
        });
  }

  @Test
  @Order(4)
  void explanationsOfAllResourcesAddUpToTheReport() {
    for (RelatedCase where : CASES) {
      Map<String, Integer> healthy = new TreeMap<>();
      Map<String, Integer> unhealthy = new TreeMap<>();
      JsonNode scan =
          run(api.kubeconfig(), "scan", "--live", "-n", where.name(), "-o", "json").json();
      for (JsonNode resource : scan.path("resources")) {
        String kind = resource.path("kind").asText() + group(resource.path("apiVersion").asText());
        Outcome explained =
            run(
                api.kubeconfig(),
                "explain",
                kind + "/" + resource.path("name").asText(),
                "-n",
                where.name(),
                "-o",
                "json");
        assertThat(explained.err()).isEmpty();
        for (JsonNode line : explained.json().path("verdicts")) {
          String name = line.path("recommendation").asText();
          switch (line.path("verdict").asText()) {
            case "Healthy" -> healthy.merge(name, 1, Integer::sum);
            case "Unhealthy" -> unhealthy.merge(name, 1, Integer::sum);
            default -> {}
          }
        }
      }
      Map<String, String> added = new TreeMap<>();
      Stream.concat(healthy.keySet().stream(), unhealthy.keySet().stream())
          .forEach(name ->
              added.put(
                  name,
                  "%d/%d/0"
                      .formatted(healthy.getOrDefault(name, 0), unhealthy.getOrDefault(name, 0))));
      Map<String, String> reported = counts(report(where.name()));
      // A report has no line for what is worth no points and open nowhere.
      added.keySet().removeIf(name -> !reported.containsKey(name) && isWorthless(scan, name));
      assertThat(added).as(where.name()).isEqualTo(reported);
    }
  }

  private static boolean isWorthless(JsonNode scan, String recommendation) {
    return StreamSupport.stream(scan.path("recommendations").spliterator(), false)
        .filter(line -> line.path("name").asText().equals(recommendation))
        .anyMatch(line ->
            line.path("maxMilliPoints").asInt() == 0 && line.path("unhealthy").asInt() == 0);
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : "." + apiVersion.substring(0, slash);
  }

  @Test
  @Order(5)
  void whoSeesOneNamespaceIsToldWhatCannotBeJudged() throws IOException {
    Path tenant = kubeconfig("tenant");

    Outcome scan = run(tenant, "scan", "--live", "-n", "ingress", "-o", "json");
    Outcome explained = run(tenant, "explain", "deploy/app", "-n", "ingress", "-o", "json");

    assertThat(scan.exitCode()).as(scan.err()).isZero();
    assertThat(scan.err())
        .contains("you may not read /apis/rbac.authorization.k8s.io/v1/rolebindings")
        .contains("without the policy, parameters and points may be others than in the reports");
    Map<String, String> expected = counts(report("ingress"));
    expected
        .keySet()
        .removeAll(
            List.of(
                "tested-binding-elsewhere",
                "tested-binding-of-cluster",
                "tested-http-route",
                "tested-tcp-route",
                "sa-create-pods",
                "sa-privileged-rbac",
                "sa-secrets-read"));
    assertThat(counts(scan.json())).isEqualTo(expected);
    assertThat(scan.json().path("coverage").asInt()).isLessThan(coverage("ingress"));
    assertThat(messages(scan, "tested-binding-elsewhere"))
        .containsExactly("RelatedUnavailable Role: you may not read it in all namespaces");
    assertThat(explained.json().path("verdicts"))
        .anySatisfy(line -> {
          assertThat(line.path("recommendation").asText()).isEqualTo("tested-binding-elsewhere");
          assertThat(line.path("verdict").asText()).isEqualTo("NotEvaluated");
          assertThat(line.at("/reasons/0/message").asText()).contains("Role: you may not read it");
        });
  }

  private static List<String> messages(Outcome scan, String recommendation) {
    List<String> messages = new ArrayList<>();
    for (JsonNode each : scan.json().path("findings")) {
      if (each.path("recommendation").asText().equals(recommendation)) {
        messages.add(each.path("reason").asText() + " " + each.path("message").asText());
      }
    }
    return messages;
  }

  @Test
  @Order(6)
  void objectThatGoesTurnsTheVerdictBack() throws IOException {
    kubectl("delete", all(RelatedCase::changed));

    awaitTurned(List.of());
  }

  @Test
  @Order(7)
  void withoutTheRightToReadThemVerdictsAreMissingAndCoverageFalls() throws IOException {
    int coverage = coverage("quota");
    operator.close();
    Path poor = kubeconfig("poor");
    Config config = Config.fromKubeconfig(null, poor.toFile());
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        RunningOperator restricted =
            RunningOperator.by(client, RunningOperator.settings("poor", false))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(testedCounts().values())
                  .allSatisfy(counts -> assertThat(counts).isEmpty()));
      assertThat(restricted.operator().isComplete()).isTrue();
    }
    assertThat(coverage("quota")).isLessThan(coverage);
    Outcome scan = run(poor, "scan", "--live", "-n", "quota", "-o", "json");
    assertThat(counts(scan.json())).isEqualTo(counts(report("quota")));
    assertThat(messages(scan, "tested-quota"))
        .containsExactly("RelatedUnavailable ResourceQuota: you may not read it");
    assertThat(messages(scan, "tested-ingress"))
        .containsExactly("RelatedUnavailable Service: you may not read it");
    assertThat(messages(scan, "tested-disruption-budget"))
        .containsExactly("RelatedUnavailable PodDisruptionBudget: you may not read it");
    assertThat(messages(scan, "tested-limit-range"))
        .containsExactly("RelatedUnavailable LimitRange: you may not read it");
  }

  /** Lets a service account act, with its own rights. */
  private static Path kubeconfig(String account) throws IOException {
    api.kubectl("create", "serviceaccount", account, "-n", "default").orFail();
    String token = api.kubectl("create", "token", account, "-n", "default").orFail().strip();
    Path file = folder.resolve(account + ".kubeconfig");
    Files.copy(api.kubeconfig(), file, StandardCopyOption.REPLACE_EXISTING);
    String kubeconfig = "--kubeconfig=" + file;
    api.kubectl("config", "set-credentials", account, "--token=" + token, kubeconfig).orFail();
    api.kubectl("config", "set-context", "--current", "--user=" + account, kubeconfig).orFail();
    return file;
  }

  private static Outcome run(Path kubeconfig, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    return new CommandRun().onRunningClock().of(all.toArray(String[]::new));
  }
}
