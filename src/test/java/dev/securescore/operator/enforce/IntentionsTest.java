package dev.securescore.operator.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.EnforcementAction;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.KubernetesRelease;
import dev.securescore.enforcement.EnforcementState;
import dev.securescore.exemption.Exemptions;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntentionsTest {

  private static final String SORTS = "containers.map(c, c.name).sort().size() > 0";

  @Test
  void noPolicyIsWrittenThatTheServerIsTooOldFor() {
    assertThat(intention(SORTS, Optional.of(new KubernetesRelease(34))))
        .isInstanceOfSatisfying(
            Intention.AsItIs.class,
            kept -> {
              assertThat(kept.reason()).isEqualTo("KubernetesTooOld");
              assertThat(kept.message())
                  .contains("needs Kubernetes 1.35")
                  .contains("this cluster is 1.34");
            });
  }

  @Test
  void serverThatIsNewEnoughOrUnknownIsGivenThePolicy() {
    assertThat(state(SORTS, Optional.of(new KubernetesRelease(35))).action())
        .isEqualTo(EnforcementAction.DENY);
    assertThat(state(SORTS, Optional.empty()).action()).isEqualTo(EnforcementAction.DENY);
  }

  @Test
  void policiesOfVersionOneNeedTheirOwnRelease() {
    assertThat(intention("true", Optional.of(new KubernetesRelease(29))))
        .isInstanceOfSatisfying(
            Intention.AsItIs.class,
            kept -> assertThat(kept.message()).contains("needs Kubernetes 1.30"));
    assertThat(state("true", Optional.of(new KubernetesRelease(30))).reason())
        .isEqualTo("Everywhere");
  }

  @Test
  void nothingNewIsRefusedWhileExemptionsCannotBeRead() {
    Map<String, Intention> careful =
        Intentions.withoutExemptions(Map.of("ours", intention("true", Optional.empty())));

    assertThat(careful.get("ours"))
        .isInstanceOfSatisfying(
            Intention.AsItIs.class,
            kept -> assertThat(kept.reason()).isEqualTo("ExemptionsUnavailable"));
  }

  private static EnforcementState state(String check, Optional<KubernetesRelease> server) {
    return ((Intention.Enforce) intention(check, server)).state();
  }

  private static Intention intention(String check, Optional<KubernetesRelease> server) {
    CelLanguage language = CelLanguage.kubernetes();
    String yaml =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: ours}
        spec:
          title: Anything
          severity: Low
          target: PodSpec
          validations: [{expression: "%s"}]
          remediation: {summary: Nothing.}
          enforcement: {action: Deny, where: Everywhere}
        """
            .formatted(check);
    Catalog catalog =
        new CatalogCompiler(language)
            .compile(
                List.of(Serialization.unmarshal(yaml, SecurityRecommendation.class)),
                SecureScorePolicySpec.DEFAULT,
                Set.of(),
                Instant.EPOCH);
    Map<String, Intention> intentions =
        new Intentions(language).of(catalog, Exemptions.NONE, Map.of(), server);
    return intentions.values().iterator().next();
  }
}
