package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.securescore.KubeApi;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * What Argo CD and Flux are told to think of our resources, on the statuses that we really write.
 */
class GitOpsHealthIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper LONGS =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private static final String DECLARED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: unprivileged}
      spec:
        title: Containers should not be privileged
        severity: Critical
        points: 50
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: refused}
      spec:
        title: A typing mistake
        severity: Low
        target: Container
        validations:
        - expression: continer.name != ''
        remediation: {summary: Mend it.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: disabled}
      spec:
        title: Not wanted here
        severity: Low
        target: Container
        lifecycle: {stage: Disabled}
        validations:
        - expression: container.name != ''
        remediation: {summary: Nothing.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster}
      spec: {excludedNamespaces: {names: []}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: gitops}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers:
            - {name: main, image: "nginx:1", securityContext: {privileged: true}}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: ScoreReport
      metadata: {name: ambitious, namespace: gitops}
      spec: {target: {score: 90}}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityExemption
      metadata: {name: asked-for, namespace: gitops}
      spec:
        recommendationRefs: [{name: unprivileged}]
        resourceRefs: [{group: apps, kind: Deployment, name: cart}]
        decision: Waived
        reason: nobody has approved it yet
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: ClusterSecurityExemption
      metadata: {name: asked-for}
      spec:
        recommendationRefs: [{name: unprivileged}]
        namespaceSelector: {}
        resourceSelector: {}
        decision: Waived
        reason: nobody has approved it yet
      """;

  /** One of each of our kinds that the operator has taken in, whatever the score. */
  private static final List<String> TAKEN_IN =
      List.of(
          "SecurityRecommendation/unprivileged",
          "SecurityRecommendation/disabled",
          "SecureScorePolicy/cluster",
          "ScoreReport/namespace",
          "ScoreReport/ambitious",
          "SecurityExemption/asked-for",
          "ClusterSecurityExemption/asked-for",
          "ClusterScoreReport/cluster");

  private static KubeApi api;
  private static RunningOperator operator;

  @BeforeAll
  static void startOperator() throws IOException {
    api = KubeApi.own();
    api.kubectl("create", "namespace", "gitops").orFail();
    var file = Files.createTempFile("gitops", ".yaml");
    Files.writeString(file, DECLARED);
    api.kubectl("apply", "--server-side", "-f", file.toString()).orFail();
    Files.delete(file);
    operator = RunningOperator.on(api);
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() -> {
          assertThat(stored("scorereport", "ambitious").at("/status/score").isInt()).isTrue();
          assertThat(stored("securityrecommendation", "refused").has("status")).isTrue();
          assertThat(stored("securityrecommendation", "unprivileged").toString())
              .contains("\"Judged\"");
          assertThat(stored("securityexemption", "asked-for").toString())
              .contains("\"Reconciled\"");
          assertThat(stored("clustersecurityexemption", "asked-for").toString())
              .contains("\"Reconciled\"");
          assertThat(stored("securescorepolicy", "cluster").has("status")).isTrue();
        });
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
    api.close();
  }

  @Test
  void argoCallsWhatWasTakenInHealthyWhateverTheScore() throws IOException {
    for (String kind : TAKEN_IN) {
      assertThat(argo("argocd-cm.yaml", stored(kind))).as(kind).isEqualTo("Healthy");
    }
  }

  @Test
  void argoCallsDegradedWhatIsRefusedWithItsReason() throws IOException {
    JsonNode refused = stored("SecurityRecommendation/refused");

    assertThat(argo("argocd-cm.yaml", refused)).isEqualTo("Degraded");
    assertThat(health("argocd-cm.yaml", refused).get("message").tojstring()).contains("'continer'");
  }

  @Test
  void strictFormAlsoDegradesWhatMissesItsTarget() throws IOException {
    assertThat(argo("argocd-cm-strict.yaml", stored("ScoreReport/ambitious")))
        .isEqualTo("Degraded");
    assertThat(argo("argocd-cm-strict.yaml", stored("ScoreReport/namespace"))).isEqualTo("Healthy");
  }

  @Test
  void everyOneOfOurKindsHasAHealth() throws IOException {
    Set<String> kinds =
        api.kubectl("api-resources", "--api-group=securescore.dev", "--no-headers")
            .orFail()
            .lines()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .collect(Collectors.toSet());

    assertThat(kinds).hasSize(6);
    assertThat(TAKEN_IN).extracting(each -> each.replaceFirst("/.*", "")).containsAll(kinds);
    for (String file : List.of("argocd-cm.yaml", "argocd-cm-strict.yaml")) {
      assertThat(yaml(file).at("/data").properties())
          .extracting(each -> each.getKey().replaceFirst(".*_", ""))
          .containsExactlyInAnyOrderElementsOf(kinds);
    }
    assertThat(yaml("flux-kustomization.yaml").at("/spec/healthCheckExprs"))
        .extracting(check -> check.get("kind").asText())
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void bothWaitForTheOperatorToSeeThisGeneration()
      throws IOException, CelValidationException, CelEvaluationException {
    List<String> all = new ArrayList<>(TAKEN_IN);
    all.add("SecurityRecommendation/refused");
    for (String kind : all) {
      JsonNode stored = stored(kind);
      ObjectNode changed = stored.deepCopy();
      ((ObjectNode) changed.get("metadata"))
          .put("generation", stored.at("/metadata/generation").asLong() + 1);
      ObjectNode undated = stored.deepCopy();
      ((ObjectNode) undated.get("status")).remove("observedGeneration");
      ObjectNode unseen = stored.deepCopy();
      unseen.putObject("status");
      for (JsonNode waiting : List.of(changed, undated, unseen)) {
        assertThat(argo("argocd-cm.yaml", waiting)).as(kind).isEqualTo("Progressing");
        assertThat(argo("argocd-cm-strict.yaml", waiting)).as(kind).isEqualTo("Progressing");
        assertThat(flux(waiting, "current")).as(kind).isFalse();
        assertThat(flux(waiting, "failed")).as(kind).isFalse();
      }
    }
  }

  @Test
  void fluxFailsOnlyWhatIsRefused()
      throws IOException, CelValidationException, CelEvaluationException {
    assertThat(flux(stored("SecurityRecommendation/refused"), "failed")).isTrue();
    assertThat(flux(stored("SecurityRecommendation/refused"), "current")).isFalse();
    for (String healthy : TAKEN_IN) {
      assertThat(flux(stored(healthy), "current")).as(healthy).isTrue();
      assertThat(flux(stored(healthy), "failed")).as(healthy).isFalse();
    }
  }

  private static JsonNode stored(String kindAndName) throws IOException {
    String[] parts = kindAndName.split("/", -1);
    return stored(parts[0], parts[1]);
  }

  private static JsonNode stored(String kind, String name) throws IOException {
    return JSON.readTree(api.kubectl("get", kind, name, "-n", "gitops", "-o", "json").out());
  }

  private static String argo(String file, JsonNode object) throws IOException {
    return health(file, object).get("status").tojstring();
  }

  private static LuaValue health(String file, JsonNode object) throws IOException {
    String script =
        yaml(file)
            .at("/data")
            .get("resource.customizations.health.securescore.dev_" + object.get("kind").asText())
            .asText();
    var globals = JsePlatform.standardGlobals();
    globals.set("obj", lua(object));
    return globals.load(script).call();
  }

  private static LuaValue lua(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        LuaTable table = new LuaTable();
        json.properties().forEach(each -> table.set(each.getKey(), lua(each.getValue())));
        yield table;
      }
      case ARRAY -> {
        LuaTable table = new LuaTable();
        for (int index = 0; index < json.size(); index++) {
          table.set(index + 1, lua(json.get(index)));
        }
        yield table;
      }
      case NUMBER -> LuaValue.valueOf(json.asDouble());
      case BOOLEAN -> LuaValue.valueOf(json.asBoolean());
      case STRING -> LuaValue.valueOf(json.asText());
      case NULL, MISSING, BINARY, POJO -> LuaValue.NIL;
    };
  }

  private static boolean flux(JsonNode object, String expression)
      throws IOException, CelValidationException, CelEvaluationException {
    for (JsonNode check : yaml("flux-kustomization.yaml").at("/spec/healthCheckExprs")) {
      if (check.get("kind").equals(object.get("kind"))) {
        CelCompiler compiler =
            CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("metadata", SimpleType.DYN)
                .addVar("status", SimpleType.DYN)
                .addLibraries(CelExtensions.optional())
                .build();
        CelRuntime runtime =
            CelRuntimeFactory.plannerRuntimeBuilder()
                .addLibraries(CelExtensions.optional())
                .build();
        return (boolean)
            runtime
                .createProgram(compiler.compile(check.get(expression).asText()).getAst())
                .eval(
                    Map.of(
                        "metadata", variable(object.get("metadata")),
                        "status", variable(object.get("status"))));
      }
    }
    throw new AssertionError("no check of " + object.get("kind"));
  }

  /** As Flux reads it: whole numbers are CEL's int. */
  private static Object variable(JsonNode json) {
    return LONGS.convertValue(json, Map.class);
  }

  private static JsonNode yaml(String file) throws IOException {
    String text = Files.readString(Project.root().resolve("config/gitops").resolve(file));
    return JSON.valueToTree(Serialization.unmarshal(text, Map.class));
  }
}
