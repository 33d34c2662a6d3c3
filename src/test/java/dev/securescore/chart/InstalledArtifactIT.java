package dev.securescore.chart;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to scores and back, by each way to install, with the program as it was built. */
class InstalledArtifactIT {

  private static final String USER = "system:serviceaccount:secure-score:secure-score";
  private static final Path CONFIG = Project.root().resolve("config");

  private static final String WORKLOAD =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec: {containers: [{name: main, image: nginx}]}
      """;

  /** What people write, so that the operator has every status to write. */
  private static final String WRITTEN_BY_PEOPLE =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityExemption
      metadata: {name: cart-tag, namespace: shop}
      spec:
        recommendationRefs: [{name: image-tag-mutable}]
        resourceRefs: [{group: apps, kind: Deployment, name: cart}]
        decision: Waived
        reason: It is replaced next week.
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: ClusterSecurityExemption
      metadata: {name: all-tags}
      spec:
        recommendationRefs: [{name: image-tag-mutable}]
        namespaceSelector: {}
        resourceSelector: {}
        decision: Waived
        reason: It is replaced next week.
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: ours}
      spec:
        title: Pods should say whose they are
        severity: Low
        target: PodSpec
        validations:
        - expression: "'owner' in podMetadata.?labels.orValue({})"
        remediation: {summary: Add the label.}
      """;

  private static final String POLICY =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster}
      spec: {%s}
      """;

  /** What the release after this one might bring. */
  private static final String NEXT =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata:
        name: hidden-owner
        labels:
          securescore.dev/since: "0.2.0"
      spec:
        title: Workloads should say whose they are
        severity: High
        points: 50
        target: PodSpec
        validations:
        - expression: "'owner' in podMetadata.?labels.orValue({})"
        remediation: {summary: Add the label.}
      """;

  @TempDir private Path folder;
  private KubeApi api;
  private AuditLog log;
  private Set<String> before;

  @BeforeEach
  void start() throws IOException {
    api = KubeApi.empty(AuditLog.arguments(folder, USER));
    log = new AuditLog(folder.resolve("audit.log"), USER);
    apply(WORKLOAD);
    before = everything();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void installFileGivesScoresWithNoRightTooFewOrTooMany() throws IOException {
    Path install = CONFIG.resolve("install.yaml");
    Path library = CONFIG.resolve("library/library.yaml");
    for (Path file : List.of(install, library)) {
      applyFile(file);
    }
    Rendered installed = Rendered.of(Files.readString(install));

    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      everyRightIsUsedAndNoneMissing(artifact, installed);
    }

    uninstall(library, Rendered.of(Files.readString(library)));
    uninstall(install, installed);
    leavesWhatIsDocumented();
  }

  @Test
  void renderedChartGivesScoresThatAnUpgradeDoesNotMove() throws IOException {
    api.kubectl("create", "namespace", "secure-score").orFail();
    Path chart = folder.resolve("chart");
    Output.of(new ProcessBuilder("cp", "-rL", Helm.CHART.toString(), chart.toString())).orFail();
    Path first = render(chart, "first.yaml");
    applyFile(CONFIG.resolve("../crds"));
    applyFile(first);
    Rendered installed = Rendered.of(Files.readString(first));

    String score;
    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      everyRightIsUsedAndNoneMissing(artifact, installed);
      score = cluster("{.display.score}");
      assertThat(cluster("{.catalog.activeUpTo} {.display.forecast}")).isEqualTo("0.1.0 ");
    }

    Files.writeString(chart.resolve("files/recommendations/hidden-owner.yaml"), NEXT);
    Path second = render(chart, "second.yaml");
    applyFile(second);
    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      await()
          .atMost(90, SECONDS)
          .untilAsserted(() ->
              assertThat(cluster("{.catalog.inactive[?(@.name==\"hidden-owner\")].reason}"))
                  .as(artifact.lastOutput())
                  .isEqualTo("Preview"));
      assertThat(cluster("{.display.score} {.catalog.activeUpTo}")).isEqualTo(score + " 0.1.0");
      String forecast = cluster("{.display.forecast}");
      assertThat(forecast).isNotEmpty().isNotEqualTo(score);

      apply(POLICY.formatted("activeUpTo: 0.2.0"));

      await()
          .atMost(60, SECONDS)
          .untilAsserted(() ->
              assertThat(cluster("{.display.score} {.catalog.activeUpTo} {.display.forecast}"))
                  .isEqualTo(forecast + " 0.2.0 "));
    }
    assertThat(log.forbidden()).isEmpty();

    api.kubectl("delete", "securescorepolicy", "cluster").orFail();
    uninstall(second, Rendered.of(Files.readString(second)));
    leavesWhatIsDocumented();
  }

  private void everyRightIsUsedAndNoneMissing(Artifact artifact, Rendered installed)
      throws IOException {
    await()
        .atMost(120, SECONDS)
        .untilAsserted(
            () -> assertThat(score("shop")).as(artifact.lastOutput()).matches("\\d+\\.\\d"));
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() ->
            assertThat(cluster("{.conditions[?(@.type==\"Ready\")].status} {.coverage}"))
                .isEqualTo("True 100"));
    // The report that the policy's exclusion will delete has to be there first.
    await()
        .atMost(60, SECONDS)
        .untilAsserted(
            () -> assertThat(score("kube-public")).as(artifact.lastOutput()).isNotEmpty());
    apply(WRITTEN_BY_PEOPLE);
    apply(POLICY.formatted("excludedNamespaces: {names: [kube-public]}"));
    Set<String> granted =
        AuditLog.granted(
            Stream.concat(
                installed
                    .ofKind("ClusterRole")
                    .filter(role -> role.at("/metadata/name").asText().equals("secure-score")),
                installed.ofKind("Role")));
    await()
        .atMost(90, SECONDS)
        .untilAsserted(() -> {
          Set<String> unused = new TreeSet<>(granted);
          unused.removeAll(log.used());
          assertThat(unused).as("rights that nobody used").isEmpty();
        });
    api.kubectl("delete", "securescorepolicy", "cluster").orFail();
    assertThat(log.forbidden()).as("requests that were refused").isEmpty();
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() ->
            assertThat(cluster("{.conditions[?(@.type==\"Ready\")].status}")).isEqualTo("True"));
  }

  private Path render(Path chart, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        Helm.FOUR
            .run("template", "secure-score", chart.toString(), "--namespace", "secure-score")
            .orFail());
    return file;
  }

  /** Deletes what was applied, except what says that it is to be kept. */
  private void uninstall(Path file, Rendered objects) throws IOException {
    String kept =
        objects
            .ofKind("CustomResourceDefinition")
            .map(definition -> definition.at("/metadata/name").asText())
            .collect(Collectors.joining("\n"));
    String rest =
        Arrays.stream(Files.readString(file).split("(?m)^---$", -1))
            .filter(document -> !document.contains("kind: CustomResourceDefinition\n"))
            .collect(Collectors.joining("---\n"));
    Path others = Files.createTempFile(folder, "rest", ".yaml");
    Files.writeString(others, rest);
    assertThat(kept.lines().count()).isIn(0L, 6L);
    api.kubectl("delete", "--wait=false", "--ignore-not-found", "-f", others.toString()).orFail();
  }

  private void leavesWhatIsDocumented() {
    api.kubectl(
            "delete",
            "clusterscorereports,scorereports",
            "--all-namespaces",
            "--selector=app.kubernetes.io/managed-by=secure-score")
        .orFail();

    Set<String> left = everything();
    left.removeAll(before);
    // Nobody deletes what is in a namespace here, as there is no controller of namespaces.
    left.removeIf(
        name -> name.startsWith("secure-score/") || name.equals("/namespace/secure-score"));
    assertThat(left)
        .containsExactlyInAnyOrder(
            "/customresourcedefinition.apiextensions.k8s.io/clusterscorereports.securescore.dev",
            "/customresourcedefinition.apiextensions.k8s.io/clustersecurityexemptions.securescore.dev",
            "/customresourcedefinition.apiextensions.k8s.io/scorereports.securescore.dev",
            "/customresourcedefinition.apiextensions.k8s.io/securescorepolicies.securescore.dev",
            "/customresourcedefinition.apiextensions.k8s.io/securityexemptions.securescore.dev",
            "/customresourcedefinition.apiextensions.k8s.io/securityrecommendations.securescore.dev",
            "/clustersecurityexemption.securescore.dev/all-tags",
            "/securityrecommendation.securescore.dev/ours",
            "shop/securityexemption.securescore.dev/cart-tag");
    assertThat(everything().stream().filter(name -> name.startsWith("secure-score/")))
        .containsExactly("secure-score/lease.coordination.k8s.io/secure-score");
  }

  /** Every object of the server as {@code namespace/kind/name}. */
  private Set<String> everything() {
    Set<String> ignored =
        Set.of("events", "events.events.k8s.io", "apiservices.apiregistration.k8s.io");
    String kinds =
        api.kubectl("api-resources", "--verbs=list", "--output=name", "--cached=false")
            .orFail()
            .lines()
            .filter(kind -> !ignored.contains(kind))
            .collect(Collectors.joining(","));
    return api.kubectl(
            "get",
            kinds,
            "--all-namespaces",
            "--ignore-not-found",
            "-o=go-template={{range .items}}{{.metadata.namespace}} {{.kind}} {{.apiVersion}} {{.metadata.name}}\n{{end}}")
        .orFail()
        .lines()
        .map(line -> line.split(" ", -1))
        .map(part -> (part[0].equals("<no") ? "" : part[0]) + name(part))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(String[] part) {
    int shift = part[0].equals("<no") ? 1 : 0;
    String version = part[2 + shift];
    String group = version.contains("/") ? "." + version.substring(0, version.indexOf('/')) : "";
    return "/" + part[1 + shift].toLowerCase(java.util.Locale.ROOT) + group + "/" + part[3 + shift];
  }

  private String score(String namespace) {
    return api.kubectl(
            "get",
            "scorereport",
            "namespace",
            "-n",
            namespace,
            "-o",
            "jsonpath={.status.display.score}")
        .out();
  }

  private String cluster(String paths) {
    return api.kubectl(
            "get",
            "clusterscorereport",
            "cluster",
            "-o",
            "jsonpath=" + paths.replace("{.", "{.status."))
        .out();
  }

  private void apply(String yaml) throws IOException {
    Path file = Files.createTempFile(folder, "apply", ".yaml");
    Files.writeString(file, yaml);
    api.kubectl("apply", "-f", file.toString()).orFail();
  }

  private void applyFile(Path file) {
    api.kubectl("apply", "--server-side", "-f", file.toString()).orFail();
    api.kubectl(
            "wait",
            "--for=condition=Established",
            "--timeout=60s",
            "customresourcedefinition/securityrecommendations.securescore.dev")
        .orFail();
  }
}
