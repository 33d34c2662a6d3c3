package dev.securescore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SerializationTest {

  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of("example-recommendation.yaml", SecurityRecommendation.class),
        Arguments.of("example-report.yaml", ScoreReport.class),
        Arguments.of("example-cluster-report.yaml", ClusterScoreReport.class),
        Arguments.of("example-policy.yaml", SecureScorePolicy.class),
        Arguments.of("example-exemption.yaml", SecurityExemption.class),
        Arguments.of("example-cluster-exemption.yaml", ClusterSecurityExemption.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void whatIsReadIsWrittenAgainWithoutEmptyLists(
      String example, Class<? extends CustomResource<?, ?>> kind) throws IOException {
    String yaml =
        Files.readString(
            Project.root().resolve("src/test/resources/dev/securescore/api").resolve(example));

    JsonNode written = JSON.readTree(KUBERNETES.asJson(KUBERNETES.unmarshal(yaml, kind)));

    assertThat(written).isEqualTo(withoutEmptyLists(KUBERNETES.unmarshal(yaml, ObjectNode.class)));
  }

  @Test
  void smallestRecommendationHasEveryDefault() {
    SecurityRecommendationSpec spec =
        recommendation("severity: Low, target: Container, validations: [{expression: 'true'}]");

    assertThat(spec.impact()).isEqualTo(Impact.MEDIUM);
    assertThat(spec.effort()).isEqualTo(Effort.MEDIUM);
    assertThat(spec.points()).isNull();
    assertThat(spec.lifecycle().stage()).isEqualTo(Stage.ACTIVE);
    assertThat(spec.enforcement())
        .isEqualTo(new Enforcement(EnforcementAction.DISABLED, EnforcementScope.EVERYWHERE));
    assertThat(spec.variables()).isEmpty();
    assertThat(spec.matchConstraints()).isNull();
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() {
    assertThat(recommendation("severity: Low, futureField: 1").severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void parameterWithoutDefaultIsRequiredAndWithAnEmptyOneIsNot() {
    List<Parameter> parameters =
        recommendation("parameters: [{name: registries}, {name: extra, defaultValues: []}]")
            .parameters();

    assertThat(parameters).extracting(Parameter::isRequired).containsExactly(true, false);
    assertThat(KUBERNETES.asJson(parameters))
        .isEqualTo("[{\"name\":\"registries\"},{\"name\":\"extra\",\"defaultValues\":[]}]");
  }

  @Test
  void policyThatSaysNothingHasEveryDefault() {
    SecureScorePolicySpec spec = KUBERNETES.unmarshal("{}", SecureScorePolicySpec.class);

    assertThat(spec).isEqualTo(SecureScorePolicySpec.DEFAULT);
    assertThat(spec.platformNamespaces().names())
        .containsExactly("kube-system", "kube-public", "kube-node-lease");
    assertThat(spec.ephemeral().settleSeconds()).isEqualTo(300);
    assertThat(spec.writes().reportsPerSecond()).isEqualTo(10);
  }

  @Test
  void policyCanTakeEveryNamespaceOutOfThePlatform() {
    String json = "{\"names\":[]}";
    PlatformNamespaces none = KUBERNETES.unmarshal(json, PlatformNamespaces.class);

    assertThat(none.names()).isEmpty();
    assertThat(KUBERNETES.asJson(none)).isEqualTo(json);
  }

  @Test
  void everyWordOfAnEnumIsInTheSchemaAsPeopleTypeIt() {
    assertThat(KUBERNETES.asJson(Target.POD_SPEC)).isEqualTo("\"PodSpec\"");
    assertThat(KUBERNETES.unmarshal("\"PodSpec\"", Target.class)).isEqualTo(Target.POD_SPEC);
    assertThat(Target.POD_SPEC).hasToString("PodSpec");
  }

  private static SecurityRecommendationSpec recommendation(String fields) {
    return KUBERNETES.unmarshal("---\n{" + fields + "}", SecurityRecommendationSpec.class);
  }

  private static JsonNode withoutEmptyLists(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(value -> value.isArray() && value.isEmpty());
    }
    node.forEach(SerializationTest::withoutEmptyLists);
    return node;
  }
}
