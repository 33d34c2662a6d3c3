package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the chart renders, with both Helms. */
@ParameterizedClass
@EnumSource(Helm.class)
class ChartTest {

  private final Helm helm;

  @TempDir private Path folder;

  ChartTest(Helm helm) {
    this.helm = helm;
  }

  @Test
  void lintsStrictly() {
    Output lint = helm.run("lint", "--strict", Helm.CHART.toString());

    assertThat(lint.code()).as(lint.toString()).isZero();
  }

  @Test
  void customResourceDefinitionsStayAfterAnUninstall() {
    List<JsonNode> kept = helm.render().ofKind("CustomResourceDefinition").toList();

    assertThat(kept).hasSize(6);
    assertThat(kept)
        .allSatisfy(definition -> {
          assertThat(definition.at("/metadata/annotations/helm.sh~1resource-policy").asText())
              .isEqualTo("keep");
          assertThat(definition.at("/metadata/annotations")).hasSize(1);
          assertThat(definition.at("/metadata").has("labels")).isFalse();
        });
    assertThat(helm.render("--set=crds.keep=false").ofKind("CustomResourceDefinition"))
        .allSatisfy(
            definition -> assertThat(definition.at("/metadata").has("annotations")).isFalse());
    assertThat(helm.render("--set=crds.install=false").names("CustomResourceDefinition")).isEmpty();
  }

  @Test
  void podsAreRestrictedAndSpread() {
    Rendered rendered = helm.render();

    assertThat(rendered.deployment().at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(rendered.podSpec().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(rendered.podSpec().at("/securityContext/seccompProfile/type").asText())
        .isEqualTo("RuntimeDefault");
    assertThat(rendered.podSpec().path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(rendered.container().at("/securityContext").toString())
        .isEqualTo(
            "{\"allowPrivilegeEscalation\":false,\"capabilities\":{\"drop\":[\"ALL\"]},\"readOnlyRootFilesystem\":true}");
    JsonNode spread = rendered.podSpec().at("/topologySpreadConstraints/0");
    assertThat(spread.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
    assertThat(spread.at("/labelSelector/matchLabels"))
        .isEqualTo(rendered.deployment().at("/spec/selector/matchLabels"));
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(rendered.container().at("/" + probe + "/httpGet/port").asText())
          .as(probe)
          .isEqualTo("http");
    }
  }

  @Test
  void disruptionBudgetIsMadeOnlyForMoreThanOneReplica() {
    assertThat(helm.render().names("PodDisruptionBudget")).containsExactly("secure-score");
    assertThat(helm.render("--set=replicas=1").names("PodDisruptionBudget")).isEmpty();
    assertThat(helm.render("--set=podDisruptionBudget.enabled=false").names("PodDisruptionBudget"))
        .isEmpty();
  }

  @Test
  void networkPolicyLetsMetricsInAndReachesDnsAndTheApiServerOnly() {
    JsonNode policy = helm.render().get("NetworkPolicy", "secure-score");

    assertThat(policy.at("/spec/ingress").toString())
        .isEqualTo("[{\"ports\":[{\"port\":\"http\",\"protocol\":\"TCP\"}]}]");
    assertThat(policy.at("/spec/egress"))
        .map(rule -> rule.path("ports").findValuesAsText("port").toString())
        .containsExactly("[53, 53]", "[443, 6443]");
    JsonNode narrow =
        helm.render(
                "--set-json=networkPolicy.metricsFrom=[{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"monitoring\"}}}]",
                "--set-json=networkPolicy.apiServerTo=[{\"ipBlock\":{\"cidr\":\"10.0.0.1/32\"}}]")
            .get("NetworkPolicy", "secure-score");
    assertThat(narrow.at("/spec/ingress/0/from/0/namespaceSelector").isObject()).isTrue();
    assertThat(narrow.at("/spec/egress/1/to/0/ipBlock/cidr").asText()).isEqualTo("10.0.0.1/32");
    assertThat(helm.render("--set=networkPolicy.enabled=false").names("NetworkPolicy")).isEmpty();
  }

  @Test
  void namespaceIsClosedDownWhereItIsOurs() {
    Rendered closed = helm.render("--set=namespaceDefaults.enabled=true");

    assertThat(closed.names("NetworkPolicy"))
        .containsExactlyInAnyOrder("secure-score", "secure-score-default-deny");
    assertThat(closed.kinds()).contains("ResourceQuota", "LimitRange");
    assertThat(helm.render().kinds()).doesNotContain("ResourceQuota", "LimitRange");
  }

  @Test
  void readsWhatTheActiveLibraryNamesAndNeverSecrets() {
    assertThat(reads())
        .contains("/pods", "/namespaces", "/services", "networking.k8s.io/ingresses")
        .doesNotContain("/secrets", "/configmaps", "gateway.networking.k8s.io/gateways");
    assertThat(reads("--set=library.recommendations.configmap-credential.stage=Active"))
        .contains("/configmaps");
    assertThat(
            reads(
                "--set-json=policy={\"recommendations\":[{\"name\":\"gateway-tls\",\"stage\":\"Active\"}]}"))
        .contains("gateway.networking.k8s.io/gateways");
    assertThat(
            reads(
                "--set=library.recommendations.ingress-tls.enabled=false",
                "--set=library.recommendations.pod-disruption-budget.stage=Disabled"))
        .doesNotContain("networking.k8s.io/ingresses", "policy/poddisruptionbudgets");
    assertThat(reads("--set=library.recommendations.service-external-exposure.enabled=false"))
        .as("service-allowed-ports waits for its parameter")
        .doesNotContain("/services");
    assertThat(
            reads(
                "--set-json=policy={\"workloadKinds\":[{\"group\":\"argoproj.io\",\"kind\":\"Rollout\",\"podSpecPath\":\"spec.template.spec\"}]}",
                "--set-json=rbac.additionalReads=[{\"apiGroup\":\"cert-manager.io\",\"resources\":[\"certificates\"]}]"))
        .contains("argoproj.io/rollouts", "cert-manager.io/certificates");
  }

  @Test
  void withoutTheLibraryOnlyWhatTheValuesNameIsRead() {
    Set<String> always =
        Set.of(
            "/namespaces",
            "/pods",
            "/replicationcontrollers",
            "apps/daemonsets",
            "apps/deployments",
            "apps/replicasets",
            "apps/statefulsets",
            "batch/cronjobs",
            "batch/jobs",
            "securescore.dev/clusterscorereports",
            "securescore.dev/clustersecurityexemptions",
            "securescore.dev/scorereports",
            "securescore.dev/securescorepolicies",
            "securescore.dev/securityexemptions",
            "securescore.dev/securityrecommendations");

    assertThat(reads("--set=library.enabled=false")).containsExactlyInAnyOrderElementsOf(always);
    assertThat(
            reads(
                "--set=library.enabled=false",
                "--set=library.recommendations.configmap-credential.stage=Active",
                "--set-json=rbac.additionalReads=[{\"apiGroup\":\"\",\"resources\":[\"services\"]}]"))
        .hasSize(always.size() + 1)
        .contains("/services");
  }

  @Test
  void writesReportsStatusesAndItsLeaseOnly() {
    Rendered rendered = helm.render();

    assertThat(
            rules(rendered.get("ClusterRole", "secure-score"))
                .filter(rule -> !Set.of("get", "list", "watch").containsAll(texts(rule, "verbs")))
                .flatMap(rule -> texts(rule, "apiGroups").stream()))
        .containsOnly("securescore.dev");
    assertThat(rules(rendered.get("Role", "secure-score-leader")).map(rule -> rule.toString()))
        .allMatch(rule -> rule.contains("\"leases\""));
    assertThat(rendered.ofKind("ClusterRole").flatMap(ChartTest::rules))
        .allSatisfy(rule -> {
          assertThat(texts(rule, "verbs")).doesNotContain("*");
          assertThat(texts(rule, "resources")).doesNotContain("*", "secrets");
        });
  }

  @Test
  void enforcementHasItsRightsAndItsGuardOnlyWhereItIsOn() {
    Rendered off = helm.render();
    Rendered on = helm.render("--set=enforcement.enabled=true");

    assertThat(off.names("ClusterRole")).noneMatch(name -> name.contains("enforcement"));
    assertThat(off.names("ValidatingAdmissionPolicy"))
        .containsExactly("exemption-approval.securescore.dev");
    assertThat(on.names("ClusterRole")).contains("secure-score-enforcement");
    assertThat(on.names("ValidatingAdmissionPolicy")).contains("enforcement-guard.securescore.dev");
    assertThat(environment(on)).contains("SECURE_SCORE_ENFORCEMENT");
    assertThat(environment(off)).doesNotContain("SECURE_SCORE_ENFORCEMENT");
  }

  @Test
  void viewersSeeReportsButNobodyGetsExemptionsByAggregation() {
    Rendered rendered = helm.render();

    assertThat(rendered.get("ClusterRole", "secure-score-view").toString())
        .contains("aggregate-to-view");
    assertThat(
            rendered
                .ofKind("ClusterRole")
                .filter(role -> role.at("/metadata/labels").toString().contains("aggregate-to"))
                .flatMap(ChartTest::rules)
                .filter(rule -> rule.toString().contains("exemptions"))
                .flatMap(rule -> texts(rule, "verbs").stream()))
        .containsOnly("get", "list", "watch");
    assertThat(rendered.get("ClusterRole", "secure-score-exemption-approver").toString())
        .contains("\"approve\"")
        .doesNotContain("aggregate-to");
    assertThat(rendered.names("ClusterRoleBinding"))
        .containsExactlyInAnyOrder("secure-score", "securescore.dev:recommendation-viewer");
    assertThat(helm.render("--set=rbac.recommendationsForAll=false").names("ClusterRoleBinding"))
        .containsExactly("secure-score");
    assertThat(helm.render("--set=rbac.aggregate=false").ofKind("ClusterRole"))
        .noneMatch(role -> role.toString().contains("aggregate-to"));
  }

  @Test
  void libraryIsInstalledAsItIsWithItsSwitches() throws IOException {
    Rendered whole = helm.render();
    Rendered switched =
        helm.render(
            "--set=library.recommendations.host-port.enabled=false",
            "--set=library.recommendations.run-as-non-root.points=7",
            "--set=library.recommendations.user-namespace.stage=Preview");

    try (Stream<Path> files = Files.list(Helm.CHART.resolve("files/recommendations"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        JsonNode source = Rendered.of(Files.readString(file)).objects().getFirst();
        assertThat(whole.objects()).contains(source);
      }
    }
    assertThat(switched.find("SecurityRecommendation", "host-port")).isEmpty();
    assertThat(switched.get("SecurityRecommendation", "run-as-non-root").at("/spec/points").asInt())
        .isEqualTo(7);
    JsonNode preview = switched.get("SecurityRecommendation", "user-namespace");
    assertThat(preview.at("/spec/lifecycle/stage").asText()).isEqualTo("Preview");
    assertThat(preview.at("/spec/validations"))
        .isEqualTo(whole.get("SecurityRecommendation", "user-namespace").at("/spec/validations"));
    assertThat(helm.render("--set=library.enabled=false").names("SecurityRecommendation"))
        .isEmpty();
  }

  @Test
  void policyComesFromTheValues() {
    assertThat(helm.render().names("SecureScorePolicy")).isEmpty();
    JsonNode policy =
        helm.render("--set=policy.exemptions.maximumDurationDays=30")
            .get("SecureScorePolicy", "cluster");
    assertThat(policy.at("/spec/exemptions/maximumDurationDays").asInt()).isEqualTo(30);
  }

  @Test
  void monitoringIsThereOnRequest() throws IOException {
    Rendered quiet = helm.render();
    Rendered monitored =
        helm.render(
            "--set=metrics.serviceMonitor.enabled=true,commonLabels.release=ours,commonLabels.team=a",
            "--set=metrics.prometheusRule.enabled=true,metrics.dashboards.enabled=true",
            "--set=metrics.serviceMonitor.labels.release=kube-prometheus-stack");

    assertThat(quiet.kinds())
        .contains("Service")
        .doesNotContain("ServiceMonitor", "PodMonitor", "PrometheusRule", "ConfigMap");
    JsonNode monitor = monitored.get("ServiceMonitor", "secure-score");
    assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("kube-prometheus-stack");
    JsonNode service = monitored.get("Service", "secure-score-metrics");
    assertThat(monitor.at("/spec/endpoints/0/port").asText())
        .isEqualTo(service.at("/spec/ports/0/name").asText());
    assertThat(service.at("/metadata/labels").properties())
        .containsAll(monitor.at("/spec/selector/matchLabels").properties());
    assertThat(monitor.at("/metadata/labels/team").asText()).isEqualTo("a");
    assertThat(service.at("/metadata/labels/release").asText()).isEqualTo("ours");
    assertThat(helm.render("--set=metrics.podMonitor.enabled=true").kinds())
        .contains("PodMonitor")
        .doesNotContain("ServiceMonitor");
    assertThat(monitored.names("PrometheusRule")).hasSameSizeAs(files("rules", ".yaml"));
    assertThat(monitored.names("ConfigMap")).hasSameSizeAs(files("dashboards", ".json"));
    assertThat(monitored.ofKind("PrometheusRule"))
        .allSatisfy(rules -> assertThat(rules.at("/spec/groups")).isNotEmpty());
    assertThat(monitored.ofKind("ConfigMap"))
        .allSatisfy(dashboard -> {
          assertThat(dashboard.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
          assertThat(dashboard.at("/metadata/annotations/grafana_folder").asText())
              .isEqualTo("Secure Score");
        });
  }

  @Test
  void podsAskToBeReadByAnnotationOnlyWhereThereIsNoMonitor() {
    String scrape = "/spec/template/metadata/annotations/prometheus.io~1scrape";

    assertThat(helm.render().deployment().at(scrape).asText()).isEqualTo("true");
    for (String option :
        List.of(
            "serviceMonitor.enabled=true", "podMonitor.enabled=true", "scrapeAnnotations=false")) {
      assertThat(helm.render("--set=metrics." + option).deployment().at(scrape).isMissingNode())
          .as(option)
          .isTrue();
    }
  }

  @Test
  void imageIsNamedByRegistryTagAndDigest() {
    String digest = "sha256:" + "a".repeat(64);

    assertThat(image()).isEqualTo("secure-score:0.1.0-SNAPSHOT");
    assertThat(image("--set=image.registry=registry.example.com,image.tag=1.2.3"))
        .isEqualTo("registry.example.com/secure-score:1.2.3");
    assertThat(image("--set=global.imageRegistry=mirror.example.com,image.registry=other"))
        .isEqualTo("mirror.example.com/secure-score:0.1.0-SNAPSHOT");
    assertThat(image("--set=image.digest=" + digest)).isEqualTo("secure-score@" + digest);
    assertThat(image("--set=image.tag=1.2.3,image.digest=" + digest))
        .isEqualTo("secure-score:1.2.3@" + digest);
  }

  @Test
  void escapeHatchesReachTheirPlace() {
    Rendered rendered =
        helm.render(
            "--set=fullnameOverride=posture,namespaceOverride=security,commonLabels.team=blue",
            "--set=podAnnotations.a=b,podLabels.c=d,priorityClassName=system-cluster-critical",
            "--set=nodeSelector.disk=ssd,operator.port=9090,imagePullSecrets[0].name=pull",
            "--set-json=extraEnv=[{\"name\":\"JAVA_TOOL_OPTIONS\",\"value\":\"-Xlog:gc\"}]",
            "--set-json=extraVolumes=[{\"name\":\"extra\",\"emptyDir\":{}}]",
            "--set-json=extraVolumeMounts=[{\"name\":\"extra\",\"mountPath\":\"/extra\"}]",
            "--set-json=tolerations=[{\"operator\":\"Exists\"}]",
            "--set-json=extraObjects=[{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"one\"}},\"{apiVersion: v1, kind: Secret, metadata: {name: '{{ .Release.Name }}-two'}}\"]",
            "--set=serviceAccount.annotations.role=scorer");

    assertThat(rendered.get("Deployment", "posture").at("/metadata/namespace").asText())
        .isEqualTo("security");
    assertThat(rendered.get("ClusterRoleBinding", "posture").at("/subjects/0").toString())
        .contains("\"posture\"", "\"security\"");
    assertThat(rendered.deployment().at("/metadata/labels/team").asText()).isEqualTo("blue");
    JsonNode template = rendered.deployment().at("/spec/template");
    assertThat(template.at("/metadata/annotations").toString())
        .contains("\"a\":\"b\"", "\"prometheus.io/port\":\"9090\"");
    assertThat(template.at("/metadata/labels/c").asText()).isEqualTo("d");
    assertThat(rendered.podSpec().toString())
        .contains(
            "system-cluster-critical",
            "\"disk\":\"ssd\"",
            "\"pull\"",
            "-Xlog:gc",
            "/extra",
            "\"Exists\"");
    assertThat(rendered.container().at("/ports/0/containerPort").asInt()).isEqualTo(9090);
    assertThat(rendered.names("Secret")).containsExactlyInAnyOrder("one", "secure-score-two");
    assertThat(rendered.get("ServiceAccount", "posture").at("/metadata/annotations/role").asText())
        .isEqualTo("scorer");
    Rendered own =
        helm.render("--set=serviceAccount.create=false,serviceAccount.name=mine,rbac.create=false");
    assertThat(own.kinds()).doesNotContain("ServiceAccount", "Role");
    assertThat(own.podSpec().path("serviceAccountName").asText()).isEqualTo("mine");
  }

  @Test
  void notesTellTheNextCommandAndWarnOfUnsafeValues() {
    assertThat(notes())
        .contains("kubectl rollout status deployment/x-secure-score -n ")
        .contains("kubectl get clusterscorereports")
        .doesNotContain("WARNING");
    assertThat(notes("--set=crds.keep=false")).contains("WARNING: crds.keep=false");
    assertThat(notes("--set=replicas=1")).contains("WARNING: replicas=1");
    assertThat(notes("--set=exemptionApproval.enabled=false"))
        .contains("WARNING: exemptionApproval.enabled=false");
    assertThat(notes("--set=networkPolicy.enabled=false"))
        .contains("WARNING: networkPolicy.enabled=false");
    assertThat(notes()).doesNotContain("WARNING: podSecurity");
    assertThat(
            List.of(
                "securityContext.privileged=true",
                "securityContext.allowPrivilegeEscalation=null",
                "securityContext.capabilities.drop=null",
                "securityContext.capabilities.add={SYS_ADMIN}",
                "securityContext.runAsNonRoot=false",
                "securityContext.runAsUser=0",
                "securityContext.appArmorProfile.type=Unconfined",
                "securityContext.procMount=Unmasked",
                "securityContext.seccompProfile.type=Unconfined",
                "podSecurityContext.seccompProfile.type=Unconfined"))
        .allSatisfy(weak -> assertThat(notes("--set=" + weak)).contains("WARNING: podSecurity"));
    assertThat(notes("--set=securityContext.seccompProfile=null"))
        .doesNotContain("WARNING: podSecurity");
    assertThat(notes("--set=library.enabled=false")).contains("library is off");
    assertThat(notes("--set=image.tag=latest")).contains("WARNING: image.tag=latest");
  }

  /** Helm prints notes at an install only, so a chart of one template renders them. */
  private String notes(String... options) {
    try {
      Path chart = folder.resolve("notes-" + System.nanoTime());
      Output.of(new ProcessBuilder("cp", "-rL", Helm.CHART.toString(), chart.toString())).orFail();
      Path notes = chart.resolve("templates/NOTES.txt");
      Files.writeString(
          chart.resolve("templates/notes.yaml"),
          "notes: |\n  {{- include \"notes\" . | nindent 2 }}\n");
      Files.writeString(
          chart.resolve("templates/_notes.tpl"),
          "{{- define \"notes\" -}}\n" + Files.readString(notes) + "{{- end }}\n");
      String[] arguments =
          Stream.concat(
                  Stream.of("template", "x", chart.toString(), "-s", "templates/notes.yaml"),
                  Stream.of(options))
              .toArray(String[]::new);
      return Rendered.of(helm.run(arguments).orFail()).objects().getFirst().path("notes").asText();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String image(String... options) {
    return helm.render(options).container().path("image").asText();
  }

  private Set<String> reads(String... options) {
    Set<String> reads = new TreeSet<>();
    rules(helm.render(options).get("ClusterRole", "secure-score"))
        .filter(rule -> texts(rule, "verbs").equals(List.of("list", "watch")))
        .forEach(rule ->
            texts(rule, "resources")
                .forEach(
                    resource -> reads.add(texts(rule, "apiGroups").getFirst() + "/" + resource)));
    return reads;
  }

  private static List<String> environment(Rendered rendered) {
    return rendered.container().path("env").findValuesAsText("name");
  }

  private static Stream<JsonNode> rules(JsonNode role) {
    return StreamSupport.stream(role.path("rules").spliterator(), false);
  }

  private static List<String> texts(JsonNode node, String field) {
    return StreamSupport.stream(node.path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static List<Path> files(String name, String ending) throws IOException {
    Path folder = Helm.CHART.resolve("files").resolve(name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
