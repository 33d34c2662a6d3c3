package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.api.SecurityRecommendation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Expressions are checked against schemas, those of the cluster's own kinds too. */
class TypedRecommendationsIT {

  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: gadgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {kind: Gadget, plural: gadgets, singular: gadget}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    size: {type: integer}
                    port: {x-kubernetes-int-or-string: true}
                    ratio: {type: number}
                    parts: {type: array, items: {type: object, properties: {colour: {type: string}}}}
                    open: {type: object, x-kubernetes-preserve-unknown-fields: true}
                    marks: {type: object, additionalProperties: {type: string}}
      """;

  private static KubeApi api;
  private static RunningOperator operator;

  @BeforeAll
  static void startOperator() {
    api = KubeApi.own();
    api.client()
        .resource(Serialization.unmarshal(DEFINITION, CustomResourceDefinition.class))
        .create();
    api.kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd/gadgets.example.com")
        .orFail();
    operator = RunningOperator.on(api);
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
    api.close();
  }

  @Test
  void misspeltFieldIsAWarningAndJudgesNevertheless() {
    create("misspelt", "target: Container", "podSpec.continers.size() > 0");

    awaitTyped(
        "misspelt",
        "False SchemaMismatch: validations[0].expression:1:9: undefined field 'continers', did you"
            + " mean 'containers'?");
    assertThat(condition("misspelt", "Accepted"))
        .contains("True Compiled: compiles; usable at admission from Kubernetes 1.29");
  }

  @Test
  void fittingOneSaysSo() {
    create("fitting", "target: PodSpec", "podSpec.containers.size() > 0");

    awaitTyped("fitting", "True Checked: fits the schemas of what it is asked of");
  }

  @Test
  void customKindIsCheckedAgainstTheSchemaOfTheCluster() {
    create("custom", gadgets("gadgets"), "object.spec.parts.all(p, p.color != '')");
    create(
        "sound",
        gadgets("gadgets"),
        "object.spec.port == 80 && object.spec.ratio > 1 && object.spec.open.whatever == 'x'"
            + " && object.spec.marks['a'] == 'b' && object.metadata.labels['a'] == 'b'");

    awaitTyped(
        "custom",
        "False SchemaMismatch: validations[0].expression:1:28: undefined field 'color', did you"
            + " mean 'colour'?");
    awaitTyped("sound", "True Checked: fits the schemas of what it is asked of");
  }

  @Test
  void kindThatTheClusterDoesNotHaveIsNotChecked() {
    create("absent", gadgets("gizmos"), "object.spec.whatever == 1");

    awaitTyped(
        "absent",
        "Unknown SchemaUnknown: `object` is not checked, as there is no schema of"
            + " gizmos.example.com");
  }

  private static String gadgets(String plural) {
    return "target: Object\n  matchConstraints: {resourceRules: [{apiGroups: [example.com],"
        + " apiVersions: ['*'], resources: [%s]}]}".formatted(plural);
  }

  private static void create(String name, String target, String expression) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: %s}
        spec:
          title: A recommendation with types
          severity: Low
          %s
          validations: [{expression: "%s"}]
          remediation: {summary: Mend it.}
        """
            .formatted(name, target, expression);
    api.client().resource(Serialization.unmarshal(yaml, SecurityRecommendation.class)).create();
  }

  private static void awaitTyped(String name, String expected) {
    await()
        .atMost(40, SECONDS)
        .untilAsserted(() -> assertThat(condition(name, "Typed")).contains(expected));
  }

  private static Optional<String> condition(String name, String type) {
    SecurityRecommendation stored =
        api.client().resources(SecurityRecommendation.class).withName(name).get();
    List<Condition> conditions =
        stored.getStatus() == null ? List.of() : stored.getStatus().conditions();
    return conditions.stream()
        .filter(each -> each.getType().equals(type))
        .map(each -> each.getStatus() + " " + each.getReason() + ": " + each.getMessage())
        .findFirst();
  }
}
