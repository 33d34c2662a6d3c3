package dev.securescore.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final String FAILS = "podSpec.missing == 'x'";

  @Test
  void conditionThatDoesNotHoldDecidesWhateverFailsBesideIt() {
    assertThat(verdict(FAILS, "false")).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(verdict("false", FAILS)).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void conditionThatFailsLeavesTheVerdictOpen() {
    assertThat(verdict(FAILS, "true")).isEqualTo(Verdict.NOT_EVALUATED);
    assertThat(verdict("true", FAILS)).isEqualTo(Verdict.NOT_EVALUATED);
  }

  @Test
  void onlyNamedObjectsAreConcerned() {
    String named =
        "resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [pods], resourceNames: [a, b]}]";
    String except =
        "excludeResourceRules: [{apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], resourceNames: [b]}]";

    assertThat(verdictOn("a", named)).isEqualTo(Verdict.UNHEALTHY);
    assertThat(verdictOn("c", named)).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(verdictOn("c", except)).isEqualTo(Verdict.UNHEALTHY);
    assertThat(verdictOn("b", except)).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(verdictOn("a", named + ", " + except)).isEqualTo(Verdict.UNHEALTHY);
    assertThat(verdictOn("b", named + ", " + except)).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  private static Verdict verdict(String first, String second) {
    return judged(
        "pod",
        """
        matchConditions: [{name: first, expression: "%s"}, {name: second, expression: "%s"}]
        """
            .formatted(first, second));
  }

  private static Verdict verdictOn(String name, String constraints) {
    return judged(name, "matchConstraints: {" + constraints + "}\n");
  }

  private static Verdict judged(String name, String field) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: conditional}
        spec:
          title: Anything
          severity: Low
          target: PodSpec
          validations:
          - expression: "false"
          remediation: {summary: Nothing.}
        """
            + field.indent(2);
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                List.of(Serialization.unmarshal(yaml, SecurityRecommendation.class)),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.EPOCH);
    Case pod =
        Case.of(
            Json.object(
                Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Pod",
                    "metadata",
                    Map.of("name", name),
                    "spec",
                    Map.of("nodeName", "n"))),
            WorkloadKinds.builtIn(),
            namespace -> Optional.empty());
    return new Judge(BudgetLimits.standard(), () -> 0)
        .judge(catalog.judged().getFirst(), pod)
        .verdict();
  }
}
