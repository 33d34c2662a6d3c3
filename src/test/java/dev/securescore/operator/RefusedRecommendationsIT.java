package dev.securescore.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.api.Display;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecurityRecommendation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recommendations that are wrong or hostile harm nothing but themselves. */
class RefusedRecommendationsIT {

  private static final String GOOD =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: good}
      spec:
        title: Containers should not be privileged
        severity: Critical
        points: 50
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      """;

  private static final String TEMPLATE =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: %s}
      spec:
        title: A recommendation that cannot work
        severity: Low
        points: 10
        target: Container
        validations:
        - expression: >-
            %s
        remediation: {summary: Mend it.}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: %s}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers: [{name: main, image: "nginx:1"}]
      """;

  private static KubeApi api;
  private static RunningOperator operator;
  private static String namespace;

  @BeforeAll
  static void startOperator() {
    api = KubeApi.own();
    namespace = api.newNamespace("refused");
    create(GOOD);
    api.client().resource(DEPLOYMENT.formatted(namespace)).create();
    operator = RunningOperator.on(api);
    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(score()).isEqualTo("100.0"));
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          syntax   | container.image ==              | validations[0].expression:1:
          variable | continer.image != ''            | undeclared reference to 'continer'
          type     | 1 + 'a' == 2                    | validations[0].expression:1:3
          regex    | container.image.matches('((a{0,100}){0,100}){0,10}b') | validations[0].expression:1:
          """)
  void whatDoesNotCompileSaysWhereAndIsNotUsed(String name, String expression, String says) {
    create(TEMPLATE.formatted(name, expression));

    await()
        .atMost(40, SECONDS)
        .untilAsserted(() -> {
          Condition accepted = condition(name, "Accepted");
          assertThat(accepted.getStatus()).isEqualTo("False");
          assertThat(accepted.getReason()).isEqualTo("CompileError");
          assertThat(accepted.getMessage()).contains(says);
        });
    assertOthersKeepScoring("100.0");
    delete(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          endless  ~ lists.range(900).all(a, lists.range(900).all(b, lists.range(900).all(c, a + b + c >= 0)))
          swallow  ~ lists.range(900).all(a, lists.range(900).all(b, lists.range(900).all(c, a + b + c >= 0))) || true
          doubling ~ [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20].map(x, container.image.replace('n', 'nnnnnnnnnnnnnnnnnnnnnnnnn').replace('n', 'nnnnnnnnnnnnnnnnnnnnnnnnn').replace('n', 'nnnnnnnnnnnnnnnnnnnnnnnnn').replace('n', 'nnnnnnnnnnnnnnnnnnnnnnnnn')).size() > 0
          """)
  void whatNeverEndsIsBoundedAndNotEvaluated(String name, String expression) {
    create(TEMPLATE.formatted(name, expression));

    await()
        .atMost(40, SECONDS)
        .untilAsserted(() -> {
          SecurityRecommendation stored = get(name);
          assertThat(stored.getStatus()).isNotNull();
          assertThat(stored.getStatus().counts()).extracting("notEvaluated").isEqualTo(1);
        });
    assertOthersKeepScoring("100.0?");
    delete(name);
  }

  @Test
  void mendedRecommendationJudges() {
    create(TEMPLATE.formatted("mended", "continer.image != ''"));
    await()
        .atMost(40, SECONDS)
        .untilAsserted(
            () -> assertThat(condition("mended", "Accepted").getStatus()).isEqualTo("False"));

    api.client()
        .resource(
            Serialization.unmarshal(
                TEMPLATE.formatted("mended", "container.image == ''"),
                SecurityRecommendation.class))
        .patch();

    await()
        .atMost(40, SECONDS)
        .untilAsserted(() -> {
          assertThat(condition("mended", "Accepted").getStatus()).isEqualTo("True");
          assertThat(score()).isEqualTo("83.3");
        });
    delete("mended");
  }

  private static void assertOthersKeepScoring(String score) {
    await().atMost(40, SECONDS).untilAsserted(() -> assertThat(score()).isEqualTo(score));
    assertThat(condition("good", "Accepted").getStatus()).isEqualTo("True");
  }

  private static void delete(String name) {
    api.client().resources(SecurityRecommendation.class).withName(name).delete();
    await().atMost(40, SECONDS).untilAsserted(() -> assertThat(score()).isEqualTo("100.0"));
  }

  private static void create(String yaml) {
    api.client().resource(Serialization.unmarshal(yaml, SecurityRecommendation.class)).create();
  }

  private static SecurityRecommendation get(String name) {
    return api.client().resources(SecurityRecommendation.class).withName(name).get();
  }

  private static Condition condition(String name, String type) {
    SecurityRecommendation stored = get(name);
    assertThat(stored.getStatus()).isNotNull();
    List<Condition> conditions = stored.getStatus().conditions();
    return conditions.stream()
        .filter(each -> each.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static String score() {
    return Optional.ofNullable(
            api.client()
                .resources(ScoreReport.class)
                .inNamespace(namespace)
                .withName(ScoreReport.NAMESPACE)
                .get())
        .map(ScoreReport::getStatus)
        .map(ScoreReportStatus::display)
        .map(Display::score)
        .orElse("none yet");
  }
}
