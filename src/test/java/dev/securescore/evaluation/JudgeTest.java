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

  private static Verdict verdict(String first, String second) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: conditional}
        spec:
          title: Anything
          severity: Low
          target: PodSpec
          matchConditions:
          - {name: first, expression: "%s"}
          - {name: second, expression: "%s"}
          validations:
          - expression: "false"
          remediation: {summary: Nothing.}
        """;
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                List.of(
                    Serialization.unmarshal(
                        yaml.formatted(first, second), SecurityRecommendation.class)),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.EPOCH);
    Case pod =
        Case.of(
            Json.object(Map.of("apiVersion", "v1", "kind", "Pod", "spec", Map.of("nodeName", "n"))),
            WorkloadKinds.builtIn(),
            namespace -> Optional.empty());
    return new Judge(BudgetLimits.standard(), System::nanoTime)
        .judge(catalog.judged().getFirst(), pod)
        .verdict();
  }
}
