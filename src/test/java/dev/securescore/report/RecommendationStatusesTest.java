package dev.securescore.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.Enforceable;
import dev.securescore.api.EnforcementAction;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.api.Stage;
import dev.securescore.api.VerdictCounts;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Release;
import dev.securescore.catalog.TypeCheck;
import dev.securescore.catalog.TypeProblem;
import dev.securescore.cel.CelLanguage;
import dev.securescore.enforcement.EnforcementState;
import dev.securescore.inventory.KindName;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecommendationStatusesTest {

  private static final SecurityRecommendation SECCOMP =
      Shop.recommendation("seccomp-profile", "Medium", 30);
  private static final SecurityRecommendation NON_ROOT =
      Shop.recommendation("run-as-non-root", "High", 50);

  private static final Map<String, Spread> SPREADS =
      Map.of("seccomp-profile", new Spread(List.of("a", "b"), List.of("shop"), false));

  @Test
  void judgedOneSaysItsCountsAndWhatItWouldBring() {
    SecurityRecommendationStatus status =
        statuses(true).of(SECCOMP, EnforcementState.DISABLED, Shop.NOW).orElseThrow();

    assertThat(status.counts()).isEqualTo(new VerdictCounts(0, 12, 0, 6, 0));
    assertThat(status.potentialIncrease()).isEqualTo("+37.5");
    assertThat(status.enforceable()).isEqualTo(new Enforceable(2, 1, 12));
    assertThat(status.enforcement()).isEqualTo(EnforcementAction.DISABLED);
    assertThat(status.observedTime()).isEqualTo("2026-11-23T22:29:40Z");
    assertThat(status.observedGeneration()).isEqualTo(1);
    assertThat(conditions(status))
        .containsExactly(
            "Accepted True Compiled: compiles; usable at admission from Kubernetes 1.26",
            "Ready True Judged: 12 of 12 resources judged");
    assertThat(status.minimumKubernetesVersion()).isEqualTo("1.26");
    assertThat(status.stage()).isEqualTo(Stage.ACTIVE);
  }

  @Test
  void stageIsTheOneThatHoldsHereAndNow() {
    SecurityRecommendation later = Shop.recommendation("seccomp-profile", "Medium", 30);
    later.getMetadata().setLabels(Map.of(Release.SINCE, "0.2.0"));
    assertThat(stage(later, "activeUpTo: 0.1.0")).isEqualTo(Stage.PREVIEW);
    assertThat(stage(later, "activeUpTo: 0.2.0")).isEqualTo(Stage.ACTIVE);
    assertThat(stage(SECCOMP, "recommendations: [{name: seccomp-profile, stage: Preview}]"))
        .isEqualTo(Stage.PREVIEW);
    assertThat(stage(SECCOMP, "recommendations: [{name: seccomp-profile, stage: Disabled}]"))
        .isEqualTo(Stage.DISABLED);
    assertThat(stage(SECCOMP, "recommendations: [{name: seccomp-profile, stage: Deprecated}]"))
        .isEqualTo(Stage.DEPRECATED);
    assertThat(stage(edited(SECCOMP, "\"true\"", "\"no.such\""), "{}"))
        .as("of one that does not compile")
        .isEqualTo(Stage.ACTIVE);
  }

  @Test
  void anotherStageAloneIsWrittenToo() {
    SecurityRecommendationStatus status =
        statuses(true).of(SECCOMP, EnforcementState.DISABLED, Shop.NOW).orElseThrow();
    SecurityRecommendationStatus unstaged =
        new SecurityRecommendationStatus(
            status.observedGeneration(),
            status.observedTime(),
            status.conditions(),
            status.minimumKubernetesVersion(),
            status.counts(),
            status.potentialIncrease(),
            status.enforcement(),
            status.enforceable(),
            null);

    assertThat(RecommendationStatuses.sameBesidesCounts(status, unstaged)).isFalse();
    assertThat(RecommendationStatuses.saySame(status, unstaged)).isFalse();
  }

  private static @Nullable Stage stage(SecurityRecommendation recommendation, String policy) {
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(
                List.of(recommendation),
                Serialization.unmarshal(policy, SecureScorePolicySpec.class),
                Set.of(),
                Shop.NOW);
    return new RecommendationStatuses(catalog, Map.of(), Map.of(), Map.of(), true)
        .of(recommendation, EnforcementState.DISABLED, Shop.NOW)
        .orElseThrow()
        .stage();
  }

  @Test
  void enforcementIsToldOnceSomebodyAskedForIt() {
    EnforcementState inForce =
        new EnforcementState(EnforcementAction.DENY, "Healthy", "in force in 2 healthy namespaces");

    SecurityRecommendationStatus status =
        statuses(true).of(SECCOMP, inForce, Shop.NOW).orElseThrow();

    assertThat(status.enforcement()).isEqualTo(EnforcementAction.DENY);
    assertThat(conditions(status))
        .contains("Enforced True Healthy: in force in 2 healthy namespaces");
    assertThat(
            RecommendationStatuses.sameBesidesCounts(
                status,
                statuses(true)
                    .of(
                        SECCOMP,
                        new EnforcementState(EnforcementAction.DENY, "Healthy", "in force in 3"),
                        Shop.NOW)
                    .orElseThrow()))
        .isTrue();
  }

  @Test
  void previewSaysWhatItWouldBringOnceItCounts() {
    SecurityRecommendation preview = edited(SECCOMP, "\"Active\"", "\"Preview\"");
    Catalog catalog = Shop.catalog(List.of(preview, NON_ROOT));
    Map<String, RecommendationStanding> standings = RecommendationStanding.of(catalog, tallies());

    assertThat(Display.signedGain(requireNonNull(standings.get("seccomp-profile")).gain()))
        .isEqualTo("+37.5");
    assertThat(Display.signedGain(requireNonNull(standings.get("run-as-non-root")).gain()))
        .isEqualTo("+25.0");
    assertThat(
            conditions(
                new RecommendationStatuses(catalog, standings, Map.of(), Map.of(), true)
                    .of(preview, EnforcementState.DISABLED, Shop.NOW)
                    .orElseThrow()))
        .contains(
            "Accepted True Compiled: compiles; usable at admission from Kubernetes 1.26;"
                + " in preview: its stage is Preview");
  }

  @Test
  void whileReadingTheCountsStayWhatTheyWere() {
    SecurityRecommendation before = Serialization.clone(SECCOMP);
    before.setStatus(statuses(true).of(SECCOMP, EnforcementState.DISABLED, Shop.NOW).orElseThrow());

    SecurityRecommendationStatus status =
        statuses(false)
            .of(before, EnforcementState.DISABLED, Shop.NOW.plusSeconds(60))
            .orElseThrow();

    assertThat(status.counts()).isEqualTo(before.getStatus().counts());
    assertThat(status.potentialIncrease()).isEqualTo("+37.5");
    assertThat(status.observedTime()).isEqualTo(before.getStatus().observedTime());
    assertThat(conditions(status)).contains("Ready False Pending: resources are being read");
    assertThat(RecommendationStatuses.sameAcceptance(before.getStatus(), status)).isTrue();
    assertThat(RecommendationStatuses.sameBesidesCounts(before.getStatus(), status)).isFalse();
  }

  @Test
  void kindThatCannotBeReadIsSaid() {
    RecommendationStatuses statuses =
        new RecommendationStatuses(
            Shop.catalog(List.of(SECCOMP, NON_ROOT)),
            RecommendationStanding.of(Shop.catalog(List.of(SECCOMP, NON_ROOT)), tallies()),
            Map.of(),
            Map.of(
                new KindName("apps", "Deployment"), "forbidden",
                new KindName("", "Service"), "not asked"),
            true);

    assertThat(conditions(statuses.of(SECCOMP, EnforcementState.DISABLED, Shop.NOW).orElseThrow()))
        .contains("Ready False KindUnavailable: cannot read Deployment.apps (forbidden)");
  }

  @Test
  void whatDoesNotCompileSaysWhy() {
    SecurityRecommendation broken = edited(SECCOMP, "\"true\"", "\"no.such\"");
    Catalog catalog = Shop.catalog(List.of(broken));

    SecurityRecommendationStatus status =
        new RecommendationStatuses(catalog, Map.of(), Map.of(), Map.of(), true)
            .of(broken, EnforcementState.DISABLED, Shop.NOW)
            .orElseThrow();

    assertThat(status.conditions().getFirst())
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly("Accepted", "False", "CompileError");
    assertThat(status.conditions().getFirst().getMessage())
        .startsWith("validations[0].expression:1:");
    assertThat(status.conditions().getLast().getStatus()).isEqualTo("False");
  }

  @Test
  void disabledIsAcceptedAndDoesNotJudge() {
    SecurityRecommendation disabled = edited(SECCOMP, "\"Active\"", "\"Disabled\"");

    assertThat(
            conditions(
                new RecommendationStatuses(
                        Shop.catalog(List.of(disabled)), Map.of(), Map.of(), Map.of(), true)
                    .of(disabled, EnforcementState.DISABLED, Shop.NOW)
                    .orElseThrow()))
        .containsExactly(
            "Accepted True Disabled: its stage is Disabled",
            "Ready True Disabled: it does not judge");
  }

  @Test
  void missingParameterIsNotAcceptedButKeepsNobodyWaiting() {
    SecurityRecommendation waiting =
        Shop.recommendation("trusted-registries", "High", 40, "[{name: registries}]", "x");

    SecurityRecommendationStatus status =
        new RecommendationStatuses(
                Shop.catalog(List.of(waiting)), Map.of(), Map.of(), Map.of(), true)
            .of(waiting, EnforcementState.DISABLED, Shop.NOW)
            .orElseThrow();

    assertThat(conditions(status))
        .containsExactly(
            "Accepted False ParameterMissing: give registries under spec.recommendations of the"
                + " SecureScorePolicy 'cluster'",
            "Ready True ParameterMissing: it does not judge");
  }

  @Test
  void nothingIsSaidOfADeclarationThatTheCatalogueDoesNotHoldYet() {
    SecurityRecommendation changed = edited(SECCOMP, "\"points\":30", "\"points\":31");

    assertThat(statuses(true).of(changed, EnforcementState.DISABLED, Shop.NOW)).isEmpty();
  }

  @Test
  void mismatchWithSchemasIsAWarningBesideTheOthers() {
    SecurityRecommendationStatus status =
        statuses(true).of(SECCOMP, EnforcementState.DISABLED, Shop.NOW).orElseThrow();
    TypeProblem problem =
        new TypeProblem("validations[0].expression", 1, 9, "undefined field 'continers'");

    assertThat(conditions(typed(SECCOMP, status, new TypeCheck(List.of(problem), Set.of()))))
        .containsExactly(
            "Accepted True Compiled: compiles; usable at admission from Kubernetes 1.26",
            "Ready True Judged: 12 of 12 resources judged",
            "Typed False SchemaMismatch: validations[0].expression:1:9: undefined field"
                + " 'continers'");
    assertThat(conditions(typed(SECCOMP, status, new TypeCheck(List.of(), Set.of()))))
        .contains("Typed True Checked: fits the schemas of what it is asked of");
  }

  @Test
  void whatWasSaidOfTypesStaysUntilTheyAreCheckedAgain() {
    SecurityRecommendationStatus status =
        statuses(true).of(SECCOMP, EnforcementState.DISABLED, Shop.NOW).orElseThrow();
    SecurityRecommendation before = Serialization.clone(SECCOMP);
    before.setStatus(typed(SECCOMP, status, new TypeCheck(List.of(), Set.of())));
    SecurityRecommendation changed = Serialization.clone(before);
    changed.getMetadata().setGeneration(2L);

    assertThat(RecommendationStatuses.typed(before, status, Optional.empty(), Shop.NOW))
        .isEqualTo(before.getStatus());
    assertThat(
            RecommendationStatuses.typed(changed, status, Optional.empty(), Shop.NOW).conditions())
        .noneMatch(condition -> condition.getType().equals("Typed"));
  }

  private static SecurityRecommendationStatus typed(
      SecurityRecommendation recommendation, SecurityRecommendationStatus status, TypeCheck check) {
    return RecommendationStatuses.typed(recommendation, status, Optional.of(check), Shop.NOW);
  }

  private static RecommendationStatuses statuses(boolean complete) {
    Catalog catalog = Shop.catalog(List.of(SECCOMP, NON_ROOT));
    return new RecommendationStatuses(
        catalog, RecommendationStanding.of(catalog, tallies()), SPREADS, Map.of(), complete);
  }

  /** Gains by hand: 30/80 = 37.5 %; 50/80 × 3/12 = 15.6 %, alone 3/12 = 25 %. */
  private static List<Tally> tallies() {
    return List.of(
        new Tally("run-as-non-root", 50, Severity.HIGH, 9, 3, 0, 0, 0),
        new Tally("seccomp-profile", 30, Severity.MEDIUM, 0, 12, 0, 6, 0));
  }

  private static SecurityRecommendation edited(
      SecurityRecommendation recommendation, String from, String to) {
    String edited = Serialization.asJson(recommendation).replace(from, to);
    SecurityRecommendation changed = Serialization.unmarshal(edited, SecurityRecommendation.class);
    SecurityRecommendationSpec spec = changed.getSpec();
    assertThat(spec).as(edited).isNotEqualTo(recommendation.getSpec());
    return changed;
  }

  private static List<String> conditions(SecurityRecommendationStatus status) {
    return status.conditions().stream()
        .map(each ->
            each.getType()
                + " "
                + each.getStatus()
                + " "
                + each.getReason()
                + ": "
                + each.getMessage())
        .toList();
  }
}
