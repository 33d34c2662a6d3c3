package dev.securescore.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.ExemptionRules;
import dev.securescore.api.NamespacedExemptions;
import dev.securescore.api.SecurityExemption;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExemptionsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String APPROVED = "approval: {by: sec}";
  private static final ExemptionRules BOUND =
      new ExemptionRules(NamespacedExemptions.REQUIRE_APPROVAL, 30);

  @Test
  void unapprovedExemptionIsOnlyRequested() {
    assertThat(validity(ExemptionRules.DEFAULT, "")).isEqualTo(Validity.REQUESTED);
    assertThat(validity(ExemptionRules.DEFAULT, APPROVED)).isEqualTo(Validity.HOLDS);
  }

  @Test
  void policyMayLetNamespacesExemptThemselvesOrForbidIt() {
    assertThat(validity(new ExemptionRules(NamespacedExemptions.ALLOW, null), ""))
        .isEqualTo(Validity.HOLDS);
    assertThat(validity(new ExemptionRules(NamespacedExemptions.FORBID, null), APPROVED))
        .isEqualTo(Validity.FORBIDDEN);
  }

  @Test
  void exemptionOfTheClusterAlwaysNeedsApprovalAndIsNeverForbidden() {
    assertThat(ofCluster(new ExemptionRules(NamespacedExemptions.ALLOW, null), ""))
        .isEqualTo(Validity.REQUESTED);
    assertThat(ofCluster(new ExemptionRules(NamespacedExemptions.FORBID, null), APPROVED))
        .isEqualTo(Validity.HOLDS);
  }

  @Test
  void exemptionEndsExactlyAtItsTime() {
    String ends = APPROVED + ", expirationTime: '2026-11-24T12:00:00Z'";

    assertThat(validity(ExemptionRules.DEFAULT, ends)).isEqualTo(Validity.EXPIRED);
    assertThat(
            Exemptions.of(List.of(declared(ends)), ExemptionRules.DEFAULT, NOW.minusMillis(1))
                .nextExpiry())
        .contains(NOW);
  }

  @Test
  void offsetOfATimeIsMinded() {
    assertThat(
            validity(
                ExemptionRules.DEFAULT, APPROVED + ", expirationTime: '2026-11-24T13:30:00+02:00'"))
        .isEqualTo(Validity.EXPIRED);
  }

  @Test
  void boundCountsFromCreationAndWantsATime() {
    Exemption forEver = one(BOUND, APPROVED);
    assertThat(forEver.validity()).isEqualTo(Validity.TOO_LONG);
    assertThat(forEver.message()).contains("30 days", "2026-12-01T00:00:00Z");
    assertThat(validity(BOUND, APPROVED + ", expirationTime: '2026-12-01T00:00:01Z'"))
        .isEqualTo(Validity.TOO_LONG);
    assertThat(validity(BOUND, APPROVED + ", expirationTime: '2026-12-01T00:00:00Z'"))
        .isEqualTo(Validity.HOLDS);
  }

  @Test
  void nextExpiryIsTheEarliestOfThoseThatHold() {
    Exemptions exemptions =
        Exemptions.of(
            List.of(
                declared("expirationTime: '2026-11-25T00:00:00Z'"),
                declared("b", APPROVED + ", expirationTime: '2026-11-27T00:00:00Z'"),
                declared("c", APPROVED + ", expirationTime: '2026-11-26T00:00:00Z'")),
            ExemptionRules.DEFAULT,
            NOW);

    assertThat(exemptions.nextExpiry()).contains(Instant.parse("2026-11-26T00:00:00Z"));
  }

  @Test
  void moreSpecificOneComesFirstThenWaivedThenTheOlder() {
    Exemptions exemptions =
        Exemptions.of(
            List.of(
                declared("everything", APPROVED + ", resourceSelector: {}"),
                declared("labelled", APPROVED + ", resourceSelector: {matchLabels: {app: legacy}}"),
                declared("named", APPROVED + ", " + REF),
                declared("younger", APPROVED + ", " + REF),
                declared("waived", APPROVED + ", decision: Waived, " + REF),
                declared("container", APPROVED + ", containerNames: [app], " + REF)),
            ExemptionRules.DEFAULT,
            NOW);

    assertThat(exemptions.all())
        .extracting(each -> each.name().name())
        .containsExactly("container", "waived", "named", "younger", "labelled", "everything");
  }

  @Test
  void exemptionOfANamespaceReachesNoOther() {
    Exemption exemption = one(ExemptionRules.DEFAULT, APPROVED);

    assertThat(exemption.holdsIn("shop", Map.of())).isTrue();
    assertThat(exemption.holdsIn("bank", Map.of())).isFalse();
    assertThat(exemption.holdsIn("", null)).isFalse();
  }

  @Test
  void exemptionOfTheClusterReachesWhatItSays() {
    assertThat(clusterOne("").holdsIn("", null)).isTrue();
    assertThat(clusterOne("namespaces: [bank]").holdsIn("shop", Map.of())).isFalse();
    Exemption selecting = clusterOne("namespaceSelector: {matchLabels: {team: a}}");
    assertThat(selecting.holdsIn("shop", Map.of("team", "a"))).isTrue();
    assertThat(selecting.holdsIn("shop", Map.of("team", "b"))).isFalse();
    assertThat(selecting.holdsIn("shop", null)).as("not known yet").isFalse();
  }

  @Test
  void resourceIsMeantByGroupKindAndNameOnly() {
    Exemption exemption = one(ExemptionRules.DEFAULT, APPROVED + ", " + REF);
    KindName deployment = new KindName("apps", "Deployment");

    assertThat(exemption.isAbout(new ResourceId(deployment, "shop", "legacy", ""), Map.of()))
        .isTrue();
    assertThat(exemption.isAbout(new ResourceId(deployment, "shop", "legacy-2", ""), Map.of()))
        .isFalse();
    assertThat(
            exemption.isAbout(
                new ResourceId(new KindName("other.example", "Deployment"), "shop", "legacy", ""),
                Map.of()))
        .isFalse();
  }

  @Test
  void onlyTheEndOfAnImageMayVary() {
    Exemption exemption =
        one(ExemptionRules.DEFAULT, APPROVED + ", images: [nginx, 'registry.example.com/x*']");

    assertThat(exemption.isAboutContainer("any", "nginx")).isTrue();
    assertThat(exemption.isAboutContainer("any", "nginx:1")).isFalse();
    assertThat(exemption.isAboutContainer("any", "registry.example.com/xy:1")).isTrue();
    assertThat(exemption.isAboutContainer("any", "evil.example.com/registry.example.com/x"))
        .isFalse();
  }

  private static final String REF = "resourceRefs: [{group: apps, kind: Deployment, name: legacy}]";

  private static Validity validity(ExemptionRules rules, String fields) {
    return one(rules, fields).validity();
  }

  private static Exemption one(ExemptionRules rules, String fields) {
    return Exemptions.of(List.of(declared(fields)), rules, NOW).all().getFirst();
  }

  private static Validity ofCluster(ExemptionRules rules, String fields) {
    return Exemptions.of(List.of(clusterDeclared(fields)), rules, NOW).all().getFirst().validity();
  }

  private static Exemption clusterOne(String fields) {
    return Exemptions.of(List.of(clusterDeclared(fields)), ExemptionRules.DEFAULT, NOW)
        .all()
        .getFirst();
  }

  private static Declaration declared(String fields) {
    return declared("a", fields);
  }

  /** The one called "named" is a day older than all others. */
  private static Declaration declared(String name, String fields) {
    String day = name.equals("named") ? "2026-10-31" : "2026-11-01";
    return Declaration.of(
        Serialization.unmarshal(
            yaml("SecurityExemption", name + ", namespace: shop", day, fields),
            SecurityExemption.class));
  }

  private static Declaration clusterDeclared(String fields) {
    return Declaration.of(
        Serialization.unmarshal(
            yaml("ClusterSecurityExemption", "a", "2026-11-01", fields),
            ClusterSecurityExemption.class));
  }

  private static String yaml(String kind, String name, String day, String fields) {
    String decision = fields.contains("decision") ? "" : ", decision: Mitigated";
    List<String> lines =
        Arrays.asList(
            "apiVersion: securescore.dev/v1alpha1",
            "kind: " + kind,
            "metadata: {name: " + name + ", creationTimestamp: '" + day + "T00:00:00Z'}",
            "spec: {recommendationRefs: [{name: r}], reason: why"
                + decision
                + (fields.isEmpty() ? "" : ", " + fields)
                + "}");
    return String.join("\n", lines);
  }
}
