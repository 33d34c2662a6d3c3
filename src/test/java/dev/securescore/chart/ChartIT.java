package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real API server says to the chart and to the kustomizations. */
class ChartIT {

  @TempDir private Path folder;
  private KubeApi api;

  @BeforeEach
  void start() {
    api = KubeApi.empty();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(Helm.class)
  void chartInstallsUpgradesAndUninstallsInARestrictedNamespace(Helm helm) throws IOException {
    restricted();

    run(helm, "install", "secure-score", "--set=namespaceDefaults.enabled=true");
    assertThat(names("securityrecommendations")).hasSize(71);
    podIsAdmitted();

    // A release that changes a CRD: the upgrade brings it.
    Path next = folder.resolve("next");
    Output.of(new ProcessBuilder("cp", "-rL", Helm.CHART.toString(), next.toString())).orFail();
    Path definition = next.resolve("crds/scorereports.securescore.dev.yaml");
    Files.writeString(
        definition,
        Files.readString(definition).replace("      - scr\n", "      - scr\n      - scrs\n"));
    helm.run(
            List.of("KUBECONFIG=" + api.kubeconfig()),
            "upgrade",
            "secure-score",
            next.toString(),
            "--namespace=secure-score",
            "--set=library.recommendations.host-port.enabled=false")
        .orFail();
    assertThat(names("securityrecommendations"))
        .hasSize(70)
        .doesNotContain("securityrecommendation.securescore.dev/host-port");
    assertThat(
            api.kubectl(
                    "get",
                    "customresourcedefinition",
                    "scorereports.securescore.dev",
                    "-o=jsonpath={.spec.names.shortNames}")
                .out())
        .contains("scrs");

    helm.run(
            List.of("KUBECONFIG=" + api.kubeconfig()),
            "uninstall",
            "secure-score",
            "--namespace=secure-score")
        .orFail();
    assertThat(names("customresourcedefinitions")).hasSize(6);
    assertThat(names("securityrecommendations")).isEmpty();

    run(helm, "install", "secure-score");
    assertThat(names("securityrecommendations")).as("installed again").hasSize(71);
  }

  @Test
  void releaseOfAnotherNameLeavesTheDefinitionsToTheirOwner() {
    restricted();

    Output installed = run(Helm.FOUR, "install", "posture");

    assertThat(installed.out()).contains("belong to another release");
    run(Helm.FOUR, "upgrade", "posture");
    assertThat(names("securityrecommendations")).hasSize(71);
  }

  @Test
  void everyOptionIsAcceptedByTheServer() throws IOException {
    restricted();
    api.kubectl("apply", "--server-side", "-f", Project.root().resolve("crds").toString()).orFail();
    Path rendered = folder.resolve("rendered.yaml");
    Files.writeString(
        rendered,
        Helm.THREE
            .template(
                "--set=enforcement.enabled=true,namespaceDefaults.enabled=true",
                "--set=metrics.dashboards.enabled=true,crds.install=false",
                "--set=policy.exemptions.maximumDurationDays=30")
            .orFail());

    Output applied =
        api.kubectl("apply", "--server-side", "--dry-run=server", "-f", rendered.toString());

    assertThat(applied.code()).as(applied.toString()).isZero();
    assertThat(applied.err()).doesNotContain("would violate PodSecurity");
  }

  @Test
  void kustomizationIsWhatTheInstallFilesHold() throws IOException {
    Path config = Project.root().resolve("config");

    Rendered built =
        Rendered.of(api.kubectl("kustomize", config.resolve("default").toString()).orFail());

    assertThat(built.objects())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.concat(
                    Rendered.of(Files.readString(config.resolve("install.yaml")))
                        .objects()
                        .stream(),
                    Rendered.of(Files.readString(config.resolve("library/library.yaml")))
                        .objects()
                        .stream())
                .toList());
    for (String part : List.of("prometheus", "crd", "rbac", "manager", "network-policy")) {
      assertThat(api.kubectl("kustomize", config.resolve(part).toString()).orFail()).isNotEmpty();
    }
    Path enforcing = Files.createDirectory(folder.resolve("enforcing"));
    Files.writeString(
        enforcing.resolve("kustomization.yaml"),
        "resources: [%s]\ncomponents: [%s]\n"
            .formatted(
                enforcing.relativize(config.resolve("default")),
                enforcing.relativize(config.resolve("enforcement"))));
    Rendered on = Rendered.of(api.kubectl("kustomize", enforcing.toString()).orFail());
    assertThat(on.container().path("env").toString()).contains("SECURE_SCORE_ENFORCEMENT");
    assertThat(on.names("ValidatingAdmissionPolicy")).contains("enforcement-guard.securescore.dev");
  }

  private void restricted() {
    api.kubectl("create", "namespace", "secure-score").orFail();
    api.kubectl(
            "label",
            "namespace",
            "secure-score",
            "pod-security.kubernetes.io/enforce=restricted",
            "pod-security.kubernetes.io/warn=restricted")
        .orFail();
  }

  /** No controller makes pods here, so one is made of the template. */
  private void podIsAdmitted() throws IOException {
    JsonNode deployment =
        Rendered.of(
                api.kubectl("get", "deployment", "secure-score", "-n", "secure-score", "-o=json")
                    .orFail())
            .deployment();
    ((com.fasterxml.jackson.databind.node.ObjectNode) deployment.at("/spec/template/metadata"))
        .put("name", "one");
    Path pod = folder.resolve("pod.json");
    Files.writeString(
        pod,
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": "
            + deployment.at("/spec/template/metadata")
            + ", \"spec\": "
            + deployment.at("/spec/template/spec")
            + "}");
    api.kubectl("create", "--dry-run=server", "-n", "secure-score", "-f", pod.toString()).orFail();
  }

  private Output run(Helm helm, String command, String release, String... options) {
    String[] arguments =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    command, release, Helm.CHART.toString(), "--namespace=secure-score"),
                java.util.stream.Stream.of(options))
            .toArray(String[]::new);
    Output output = helm.run(List.of("KUBECONFIG=" + api.kubeconfig()), arguments);
    output.orFail();
    return output;
  }

  private List<String> names(String kind) {
    return api.kubectl("get", kind, "-o=name").orFail().lines().toList();
  }
}
