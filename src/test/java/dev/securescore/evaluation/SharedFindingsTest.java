package dev.securescore.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedObjects;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedFindingsTest {

  private static final JsonMap PRIVILEGED =
      Json.object(
          Map.of("name", "app", "image", "a", "securityContext", Map.of("privileged", true)));

  private final Judge judge = new Judge(BudgetLimits.standard(), () -> 0);

  @Test
  void containersThatDifferElsewhereShare() {
    Recommendation rule = rule("!container.securityContext.privileged", "'privileged'");

    assertThat(shares(rule, PRIVILEGED, PRIVILEGED.with("image", "b").with("name", "other")))
        .isTrue();
    assertThat(shares(rule, PRIVILEGED, PRIVILEGED.with("securityContext", Map.of()))).isFalse();
  }

  @Test
  void whatTheMessageReadsTellsApart() {
    Recommendation rule = rule("!container.securityContext.privileged", "container.image");

    assertThat(shares(rule, PRIVILEGED, PRIVILEGED)).isTrue();
    assertThat(shares(rule, PRIVILEGED, PRIVILEGED.with("image", "b"))).isFalse();
  }

  @Test
  void whatOnlyAMessageReadsTellsNothingApartWhereNobodyAsksForIt() {
    Judge quiet = Judge.ofVerdicts(BudgetLimits.standard(), () -> 0);
    Recommendation rule = rule("!container.securityContext.privileged", "container.image");

    assertThat(shares(quiet, rule, PRIVILEGED, PRIVILEGED.with("image", "b"))).isTrue();
    assertThat(shares(quiet, rule, PRIVILEGED, PRIVILEGED.with("securityContext", Map.of())))
        .isFalse();
  }

  @Test
  void messageCostsNoVerdict() {
    Recommendation rule = rule("false", "string(container.image.matches('^(a|b)*$'))");
    Case many = pod(PRIVILEGED.with("image", "ab".repeat(500)), PRIVILEGED, PRIVILEGED);
    long enough = 1;
    while (quiet(enough).judge(rule, many).verdict() != Verdict.UNHEALTHY) {
      enough++;
    }

    Judgement told = within(enough).judge(rule, many);

    assertThat(told.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(told.evidence())
        .extracting(Judgement.Evidence::message)
        .containsOnly("failed expression: false");
  }

  @Test
  void messageIsTheSameWhetherOrNotItsFindingWasMetBefore() {
    Recommendation rule = rule("false", "string(container.image.matches('^(a|b)*$'))");
    JsonMap first = PRIVILEGED.with("image", "ab".repeat(500));
    JsonMap second = PRIVILEGED.with("image", "ba".repeat(500));
    long enough = 1;
    while (!message(within(enough).judge(rule, pod(first))).equals("true")) {
      enough++;
    }
    Judge strict = within(enough);
    Sharing sharing = strict.sharing(List.of(rule.rule()));
    Case both = pod(first, second);

    strict.judge(rule, pod(second), sharing.of(pod(second)));
    Judgement told = strict.judge(rule, both, sharing.of(both));

    assertThat(told).isEqualTo(strict.judge(rule, both));
    assertThat(told.evidence())
        .extracting(Judgement.Evidence::message)
        .containsExactly("true", "failed expression: false");
  }

  @Test
  void whatCouldNotBeToldIsNotShared() {
    Recommendation rule = rule("container.missing", "'none'");

    assertThat(shares(rule, PRIVILEGED, PRIVILEGED)).isFalse();
  }

  @Test
  void missingRelatedObjectIsSharedForAsLongAsItIsMissing() {
    Recommendation rule = rule("networkPolicies.size() > 0", "'none'");
    RelatedObjects related = RelatedObjects.ofCluster();
    Sharing sharing = judge.sharing(List.of(rule.rule()));

    Case before = pod(namespace -> Optional.empty(), PRIVILEGED);
    judge.judge(rule, before, sharing.of(before));
    Case known = pod(new Known(Map.of(), related), PRIVILEGED);
    assertThat(judge.judge(rule, known, sharing.of(known)).evidence())
        .extracting(Judgement.Evidence::reason)
        .containsExactly("RelatedUnavailable");
    related.known(RelatedKind.NETWORK_POLICY);
    Case after = pod(new Known(Map.of(), related), PRIVILEGED);

    assertThat(judge.judge(rule, after, sharing.of(after)).verdict()).isEqualTo(Verdict.UNHEALTHY);
  }

  @Test
  void labelsOfTheNamespaceTellApartInWhateverOrderObjectsCome() {
    Recommendation rule = rule("namespaceObject.metadata.labels.level == 'strict'", "'lax'");
    Sharing sharing = judge.sharing(List.of(rule.rule()));
    RelatedObjects related = RelatedObjects.ofCluster();
    Map<String, JsonMap> namespaces =
        Map.of(
            "a", namespace("a", "strict"), "b", namespace("b", "lax"), "c", namespace("c", "lax"));

    for (String name : List.of("a", "a", "b", "c", "a", "b")) {
      Case pod = podIn(name, new Known(namespaces, related), PRIVILEGED);
      assertThat(judge.judge(rule, pod, sharing.of(pod))).isEqualTo(judge.judge(rule, pod));
    }
  }

  @Test
  void ruleThatSeldomFindsTheSameIsGivenUpHoweverMuchWasForgotten() {
    List<Recommendation> rules =
        IntStream.range(0, 20)
            .mapToObj(number -> rule("container.image != 'x%d'".formatted(number), "'x'"))
            .toList();
    Sharing sharing = judge.sharing(rules.stream().map(Recommendation::rule).toList());

    for (int number = 0; number < 1200; number++) {
      Case pod = pod(PRIVILEGED.with("image", "image" + number));
      rules.forEach(rule -> judge.judge(rule, pod, sharing.of(pod)));
    }

    Parts parts = sharing.of(pod(PRIVILEGED));
    assertThat(rules).noneMatch(rule -> parts.key(rule.rule(), PRIVILEGED, 0) != null);
  }

  @Test
  void eachObjectIsToldOfItsOwnContainer() {
    Recommendation rule = rule("!container.securityContext.privileged", "'privileged'");
    Sharing sharing = judge.sharing(List.of(rule.rule()));

    Case first = pod(PRIVILEGED);
    Case second = pod(PRIVILEGED.with("name", "other"));

    assertThat(containers(judge.judge(rule, first, sharing.of(first)))).containsExactly("app");
    assertThat(containers(judge.judge(rule, second, sharing.of(second)))).containsExactly("other");
  }

  @Test
  void valueOfTheEnvironmentIsKeptOutOfEveryObjectsMessage() {
    Recommendation rule = rule("false", "'image ' + container.image");
    Sharing sharing = judge.sharing(List.of(rule.rule()));
    JsonMap plain = PRIVILEGED.with("image", "hunter22");
    Case first = pod(plain);
    Case second = pod(plain.with("env", List.of(Map.of("name", "PASSWORD", "value", "hunter2"))));

    judge.judge(rule, first, sharing.of(first));
    String shared = message(judge.judge(rule, second, sharing.of(second)));

    assertThat(shared).isEqualTo(message(judge.judge(rule, second)));
  }

  @Test
  void sharingStaysWithinTheBudgetAsJudgingDoes() {
    Recommendation rule = rule("container.image.matches('^(a|b)*$')", "'image'");
    JsonMap container = PRIVILEGED.with("image", "ab".repeat(500));
    Case one = pod(container);
    Case many = pod(container, container, container, container);
    long cost = 1;
    while (within(cost).judge(rule, one).verdict() != Verdict.HEALTHY) {
      cost *= 2;
    }
    Judge strict = within(cost);
    Sharing sharing = strict.sharing(List.of(rule.rule()));

    assertThat(strict.judge(rule, one, sharing.of(one)).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(strict.judge(rule, many).verdict()).isEqualTo(Verdict.NOT_EVALUATED);
    assertThat(strict.judge(rule, many, sharing.of(many))).isEqualTo(strict.judge(rule, many));
  }

  private static Judge within(long cost) {
    return new Judge(new BudgetLimits(cost, Duration.ofSeconds(1), 100_000), () -> 0);
  }

  private static Judge quiet(long cost) {
    return Judge.ofVerdicts(new BudgetLimits(cost, Duration.ofSeconds(1), 100_000), () -> 0);
  }

  private static List<String> containers(Judgement judgement) {
    return judgement.evidence().stream().map(Judgement.Evidence::container).toList();
  }

  private static String message(Judgement judgement) {
    return judgement.evidence().getFirst().message();
  }

  /** Whether what was found on one container is known of the other. */
  private boolean shares(Recommendation rule, JsonMap one, JsonMap other) {
    return shares(judge, rule, one, other);
  }

  private static boolean shares(Judge judge, Recommendation rule, JsonMap one, JsonMap other) {
    Sharing sharing = judge.sharing(List.of(rule.rule()));
    Case first = pod(one);
    judge.judge(rule, first, sharing.of(first));
    Case second = pod(other);
    JsonMap container =
        second.template().orElseThrow().containers().objects().findFirst().orElseThrow();
    Parts parts = sharing.of(second);
    PartsKey key = Objects.requireNonNull(parts.key(rule.rule(), container, 0));
    return parts.find(rule.rule(), key) != null;
  }

  private static Case pod(JsonMap... containers) {
    return pod(namespace -> Optional.empty(), containers);
  }

  private static JsonMap namespace(String name, String level) {
    return Json.object(Map.of("metadata", Map.of("name", name, "labels", Map.of("level", level))));
  }

  private static Case pod(Surroundings surroundings, JsonMap... containers) {
    return podIn("", surroundings, containers);
  }

  private static Case podIn(String namespace, Surroundings surroundings, JsonMap... containers) {
    return Case.of(
        Json.object(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                namespace.isEmpty()
                    ? Map.of("name", "pod")
                    : Map.of("name", "pod", "namespace", namespace),
                "spec",
                Map.of("containers", List.of(containers)))),
        WorkloadKinds.builtIn(),
        surroundings);
  }

  private static Recommendation rule(String check, String message) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: rule}
        spec:
          title: Anything
          severity: Low
          target: Container
          validations:
          - expression: "%s"
            messageExpression: "%s"
          remediation: {summary: Nothing.}
        """
            .formatted(check, message);
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                List.of(Serialization.unmarshal(yaml, SecurityRecommendation.class)),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.EPOCH);
    return catalog.judged().getFirst();
  }
}
