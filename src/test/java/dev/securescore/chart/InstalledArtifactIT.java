package dev.securescore.chart;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Project;
import dev.securescore.docs.DocumentedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String UNINSTALL = "docs/uninstall.md";

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

  private static final String BEFORE_THIS_RELEASE = "0.0.9";

  /** What this release brings to a cluster that followed the one before. */
  private static final String NEXT =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata:
        name: hidden-owner
        labels:
          securescore.dev/since: "0.1.0"
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
  private Checkout checkout;
  private AuditLog log;
  private Set<String> before;

  @BeforeEach
  void start() throws IOException {
    api = KubeApi.empty(AuditLog.arguments(folder, USER));
    log = new AuditLog(folder.resolve("audit.log"), USER);
    checkout = Checkout.in(Files.createDirectory(folder.resolve("checkout")), api);
    apply(WORKLOAD);
    before = everything();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void installFileGivesScoresWithNoRightTooFewOrTooMany() throws IOException {
    checkout.run(DocumentedCommand.together("README.md", "config/install.yaml"));
    Rendered installed = Rendered.of(Files.readString(CONFIG.resolve("install.yaml")));

    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      everyRightIsUsedAndNoneMissing(artifact, installed);
      standbyTakesOver(artifact, installed);
    }
    apply(POLICY.formatted(""));

    uninstall("kubectl delete deployment");
    leavesWhatIsDocumented(false);
    leavesNothingWhereAllOfItIsRemoved();
  }

  /**
   * The library of the chart is made to be that of the release before; the program is of this one,
   * which would count what it brings itself if it did not know what was followed.
   */
  @Test
  void renderedChartGivesScoresThatAnUpgradeDoesNotMove() throws IOException {
    List<DocumentedCommand> install =
        DocumentedCommand.together("README.md", "helm template secure-score");
    Path recommendations = checkout.chart().resolve("files/recommendations");
    makeOlder(recommendations);
    checkout.run(install);
    Rendered installed = Rendered.of(Helm.FOUR.template().orFail());

    String score;
    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      everyRightIsUsedAndNoneMissing(artifact, installed);
      await()
          .atMost(60, SECONDS)
          .untilAsserted(() ->
              assertThat(cluster("{.recommendations[?(@.name==\"ours\")].name}"))
                  .as("counts what people wrote")
                  .isEqualTo("ours"));
      score = cluster("{.display.score}");
      assertThat(cluster("{.catalog.activeUpTo} {.display.forecast}"))
          .as("a fresh cluster follows the release that is installed")
          .isEqualTo("0.1.0 ");
    }

    writeAsTheReleaseBeforeDid("clusterscorereport/cluster");
    Files.writeString(recommendations.resolve("hidden-owner.yaml"), NEXT);
    checkout.run(install.getLast());
    String forecast;
    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      forecast = forecastOfAnUpgradeThatDoesNotMove(score, artifact);
      assertThat(stage("hidden-owner") + " " + stage("run-as-non-root"))
          .isEqualTo("Preview Active");
    }

    api.kubectl("delete", "clusterscorereport", "cluster").orFail();
    try (Artifact artifact = Artifact.start(api, installed.deployment(), folder)) {
      assertThat(forecastOfAnUpgradeThatDoesNotMove(score, artifact))
          .as("what was followed stands in the other reports, too")
          .isEqualTo(forecast);

      apply(POLICY.formatted("activeUpTo: 0.1.0"));

      await()
          .atMost(60, SECONDS)
          .untilAsserted(() ->
              assertThat(cluster("{.display.score} {.catalog.activeUpTo} {.display.forecast}"))
                  .isEqualTo(forecast + " 0.1.0 "));
      await()
          .atMost(90, SECONDS)
          .untilAsserted(() -> assertThat(stage("hidden-owner")).isEqualTo("Active"));
    }
    assertThat(log.forbidden()).isEmpty();

    uninstall("kubectl delete deployment");
    leavesWhatIsDocumented(false);
  }

  @Test
  void releaseOfHelmLeavesWhatIsDocumented() throws IOException {
    checkout.run(DocumentedCommand.together("docs/install.md", "helm install"));
    try (Artifact artifact = Artifact.start(api, Helm.FOUR.render().deployment(), folder)) {
      await()
          .atMost(120, SECONDS)
          .untilAsserted(() -> {
            assertThat(score("shop")).as(artifact.lastOutput()).matches("\\d+\\.\\d");
            assertThat(cluster("{.display.score}")).as(artifact.lastOutput()).isNotEmpty();
          });
    }
    apply(WRITTEN_BY_PEOPLE);
    apply(POLICY.formatted(""));

    uninstall("helm uninstall");
    leavesWhatIsDocumented(true);
    leavesNothingWhereAllOfItIsRemoved();
  }

  private String forecastOfAnUpgradeThatDoesNotMove(String score, Artifact artifact) {
    await()
        .atMost(180, SECONDS)
        .untilAsserted(() ->
            assertThat(
                    cluster(
                        "{.display.score} {.catalog.activeUpTo} {.catalog.inactive[?(@.name==\"hidden-owner\")].reason}"))
                .as(artifact.lastOutput())
                .isEqualTo(score + " " + BEFORE_THIS_RELEASE + " Preview"));
    String forecast = cluster("{.display.forecast}");
    assertThat(forecast).isNotEmpty().isNotEqualTo(score);
    return forecast;
  }

  private static void makeOlder(Path recommendations) throws IOException {
    try (Stream<Path> files = Files.list(recommendations)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(file);
        assertThat(text).contains("securescore.dev/since: \"0.1.0\"");
        Files.writeString(file, text.replace("since: \"0.1.0\"", "since: \"0.0.9\""));
      }
    }
  }

  private void writeAsTheReleaseBeforeDid(String report) {
    api.kubectl(
            "patch",
            report,
            "--subresource=status",
            "--type=merge",
            "--patch={\"status\": {\"catalog\": {\"activeUpTo\": \"%s\"}}}"
                .formatted(BEFORE_THIS_RELEASE))
        .orFail();
  }

  /** What kubectl shows of a recommendation's stage. */
  private String stage(String recommendation) {
    List<String> lines =
        api.kubectl("get", "securityrecommendation", recommendation).orFail().lines().toList();
    int column = lines.getFirst().indexOf("STAGE");
    return lines.getLast().substring(column).replaceFirst(" .*", "");
  }

  /** The second replica, under the same account, goes on where the first one stops. */
  private void standbyTakesOver(Artifact first, Rendered installed) throws IOException {
    try (Artifact standby = Artifact.start(api, installed.deployment(), folder, "standby")) {
      await()
          .atMost(120, SECONDS)
          .untilAsserted(
              () -> assertThat(standby.readiness()).as(standby.lastOutput()).isEqualTo(200));
      assertThat(leader()).isEqualTo("artifact");

      first.close();

      await().atMost(60, SECONDS).untilAsserted(() -> assertThat(leader()).isEqualTo("standby"));
      String before = score("shop");
      api.kubectl(
              "patch",
              "deployment",
              "cart",
              "--namespace=shop",
              "--patch={\"spec\": {\"template\": {\"spec\": {\"securityContext\": {\"runAsNonRoot\": true, \"runAsUser\": 10001}}}}}")
          .orFail();
      await()
          .atMost(60, SECONDS)
          .untilAsserted(() ->
              assertThat(Double.parseDouble(score("shop")))
                  .as(standby.lastOutput())
                  .isGreaterThan(Double.parseDouble(before)));
    }
    assertThat(log.forbidden()).as("requests that were refused").isEmpty();
  }

  private String leader() {
    return api.kubectl(
            "get",
            "lease",
            "secure-score",
            "--namespace=secure-score",
            "-o=jsonpath={.spec.holderIdentity}")
        .out();
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

  /** As the page says: what enforces first, then the way of its block with some words. */
  private void uninstall(String words) {
    checkout.run(DocumentedCommand.together(UNINSTALL, "get validatingadmissionpolicies"));
    checkout.run(DocumentedCommand.together(UNINSTALL, words));
  }

  private void leavesWhatIsDocumented(boolean released) throws IOException {
    Set<String> left = left();
    assertThat(Leftovers.kinds(left)).isEqualTo(Leftovers.documented(released));
    assertThat(left)
        .contains(
            "/clustersecurityexemption.securescore.dev/all-tags",
            "/securityrecommendation.securescore.dev/ours",
            "shop/securityexemption.securescore.dev/cart-tag");
    if (released) {
      assertThat(left)
          .filteredOn(name -> name.contains("/securityrecommendation."))
          .as("the library goes with its release")
          .containsExactly("/securityrecommendation.securescore.dev/ours");
    }
    assertThat(left)
        .filteredOn(name -> name.startsWith("secure-score/") && !name.contains("/scorereport."))
        .as("what else is in the namespace")
        .containsExactly("secure-score/lease.coordination.k8s.io/secure-score");
  }

  private void leavesNothingWhereAllOfItIsRemoved() throws IOException {
    checkout.run(DocumentedCommand.together(UNINSTALL, "decisions.yaml"));
    assertThat(checkout.folder().resolve("decisions.yaml"))
        .content()
        .contains("name: cart-tag", "name: all-tags", "name: ours", "kind: SecureScorePolicy")
        .doesNotContain("name: run-as-non-root", "kind: ClusterScoreReport");

    checkout.run(DocumentedCommand.together(UNINSTALL, "kubectl delete crd"));

    // There is no controller of namespaces here, which deletes what is in them.
    assertThat(left())
        .containsExactlyInAnyOrder(
            "/namespace/secure-score", "secure-score/lease.coordination.k8s.io/secure-score");
    assertThat(
            api.kubectl(
                    "get",
                    "namespace",
                    "secure-score",
                    "-o",
                    "jsonpath={.metadata.deletionTimestamp}")
                .orFail())
        .isNotEmpty();
  }

  /** What is there and was not before. */
  private Set<String> left() {
    Set<String> left = everything();
    left.removeAll(before);
    return left;
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
}
