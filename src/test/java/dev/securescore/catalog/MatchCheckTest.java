package dev.securescore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.cel.CelLanguage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchCheckTest {

  @Test
  void ruleThatNeverMeansACreationIsRefused() {
    assertThat(problem("Object", "resourceRules: [" + rule("operations: [UPDATE]") + "]"))
        .contains("matchConstraints.resourceRules[0].operations: must name 'CREATE' or '*'");
    assertThat(
            problem(
                "PodSpec",
                "excludeResourceRules: [" + rule("") + ", " + rule("operations: [DELETE]") + "]"))
        .contains("matchConstraints.excludeResourceRules[1].operations: must name 'CREATE'");
  }

  @Test
  void scopeThatCannotBeToldIsRefused() {
    assertThat(problem("PodSpec", "resourceRules: [" + rule("scope: Cluster") + "]"))
        .contains("matchConstraints.resourceRules[0].scope: must be 'Namespaced' or '*'");
    assertThat(problem("PodSpec", "excludeResourceRules: [" + rule("scope: Cluster") + "]"))
        .contains("matchConstraints.excludeResourceRules[0].scope: must be '*'");
  }

  @Test
  void excludedSubresourceIsRefused() {
    assertThat(
            problem(
                "PodSpec",
                "excludeResourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [pods/resize]}]"))
        .contains("matchConstraints.excludeResourceRules[0].resources: may not name subresources");
  }

  @Test
  void whatMeansTheSameForObjectsAndRequestsIsTaken() {
    assertThat(
            problem(
                "Object",
                "resourceRules: ["
                    + rule("operations: ['*'], scope: Namespaced, resourceNames: [front]")
                    + "], excludeResourceRules: ["
                    + rule("operations: [CREATE], resourceNames: [old]")
                    + "]"))
        .isEmpty();
  }

  private static String rule(String more) {
    return "{apiGroups: [apps], apiVersions: [v1], resources: [deployments]"
        + (more.isEmpty() ? "" : ", " + more)
        + "}";
  }

  private static String problem(String target, String constraints) {
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: ours}
        spec:
          title: Anything
          severity: Low
          target: %s
          matchConstraints: {%s}
          validations: [{expression: "true"}]
          remediation: {summary: Nothing.}
        """
            .formatted(target, constraints);
    List<Catalog.Inactive> inactive =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                List.of(Serialization.unmarshal(yaml, SecurityRecommendation.class)),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.EPOCH)
            .inactive();
    return inactive.isEmpty() ? "" : inactive.getFirst().message();
  }
}
