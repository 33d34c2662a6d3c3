package dev.securescore.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecureScorePolicyStatus;
import dev.securescore.catalog.Catalog;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PolicyStatusesTest {

  private static final String POLICY =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster, generation: 7}
      spec:
        recommendations:
        - {name: trusted-registries, parameters: [{name: %s, values: [example.org/]}]}
        - {name: %s, points: 10}
      """;

  private final Catalog catalog = Shop.catalog();

  @Test
  void everyNameKnownIsAccepted() {
    SecureScorePolicyStatus status = status("registries", "seccomp-profile");

    assertThat(status.observedGeneration()).isEqualTo(7);
    assertThat(status.conditions())
        .extracting(Condition::getType, Condition::getStatus)
        .containsExactly(tuple("Accepted", "True"), tuple("Ready", "True"));
  }

  @Test
  void unknownNamesAreSaid() {
    Condition accepted = status("registry", "seccomp").conditions().getFirst();

    assertThat(accepted.getStatus()).isEqualTo("False");
    assertThat(accepted.getReason()).isEqualTo("UnknownName");
    assertThat(accepted.getMessage())
        .isEqualTo(
            "spec.recommendations[0].parameters: 'trusted-registries' has no parameter 'registry',"
                + " it has registries; spec.recommendations[1].name: there is no recommendation"
                + " 'seccomp'");
  }

  private SecureScorePolicyStatus status(String parameter, String recommendation) {
    return PolicyStatuses.of(
        Serialization.unmarshal(
            POLICY.formatted(parameter, recommendation), SecureScorePolicy.class),
        catalog,
        true,
        Shop.NOW);
  }
}
