package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.enforcement.Translation;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What {@code matchConstraints} choose is the same for the engine and at admission. */
class MatchParityIT {

  /** Each part of them; the resources are those of the corpus. */
  private static final List<String> CONSTRAINTS =
      List.of(
          "resourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments], resourceNames: [frontend, adservice]}]",
          "resourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments], resourceNames: [frontend]}, {apiGroups: [apps], apiVersions: [v1], resources: [daemonsets]}]",
          "excludeResourceRules: [{apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], resourceNames: [frontend, node-exporter]}]",
          "excludeResourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]",
          "resourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments]}], excludeResourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments], resourceNames: [frontend]}]",
          "objectSelector: {matchLabels: {app: cartservice}}",
          "objectSelector: {matchExpressions: [{key: app, operator: NotIn, values: [frontend]}]}",
          "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}");

  private final ParityBench bench =
      new ParityBench(KubeApi.shared(), (pair, judgement) -> judgement.verdict());

  @AfterAll
  static void release() {
    ParityBench.release();
  }

  @Test
  void policiesConcernExactlyWhatIsJudged() throws Exception {
    Map<String, ValidatingAdmissionPolicy> policies = new LinkedHashMap<>();
    List<Pair> pairs = new ArrayList<>();
    for (int index = 0; index < CONSTRAINTS.size(); index++) {
      Recommendation recommendation = recommendation("match-" + index, CONSTRAINTS.get(index));
      policies.put(recommendation.name(), translated(recommendation));
      ParityBench.corpus(recommendation, "kube-prometheus", "microservices-demo").stream()
          .filter(pair -> WorkloadKinds.builtIn().contains(KindName.of(pair.object())))
          .map(bench::prepared)
          .forEach(pairs::add);
    }
    assertThat(bench.enforce(policies)).isEmpty();

    List<Outcome> outcomes = bench.tried(pairs);

    System.out.printf("constraints: %d pairs agree%n", outcomes.size());
    assertThat(outcomes).filteredOn(Outcome::differs).isEmpty();
    assertThat(outcomes).noneMatch(Outcome::refusedByServer);
    assertThat(outcomes).extracting(Outcome::verdict).contains(Verdict.UNHEALTHY);
    assertThat(outcomes).extracting(Outcome::verdict).contains(Verdict.NOT_APPLICABLE);
  }

  private static Recommendation recommendation(String name, String constraints) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: %s}
        spec:
          title: Nothing is well
          severity: Low
          target: PodSpec
          matchConstraints: {%s}
          validations: [{expression: "false"}]
          remediation: {summary: Mend it.}
        """
            .formatted(name, constraints);
    return new CatalogCompiler(CelLanguage.kubernetes())
        .compile(
            List.of(Serialization.unmarshal(yaml, SecurityRecommendation.class)),
            SecureScorePolicySpec.DEFAULT,
            Set.of(),
            Instant.EPOCH)
        .judged()
        .getFirst();
  }

  private static ValidatingAdmissionPolicy translated(Recommendation recommendation) {
    return switch (new PolicyTranslator(CelLanguage.kubernetes(), WorkloadKinds.builtIn())
        .translate(recommendation, List.of())) {
      case Translation.Translated(ValidatingAdmissionPolicy policy) -> policy;
      case Translation.Inexpressible(String reason) -> throw new AssertionError(reason);
    };
  }
}
