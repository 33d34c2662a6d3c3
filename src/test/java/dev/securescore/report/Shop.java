package dev.securescore.report;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.CelLanguage;
import dev.securescore.engine.Snapshot;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shop of the examples: 12 workloads, 280 points within reach, 225 reached. */
final class Shop {

  static final Instant NOW = Instant.parse("2026-11-23T22:29:40.123Z");

  private static final String RECOMMENDATION =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: %s, generation: 1}
      spec:
        title: A title
        severity: %s
        points: %d
        target: PodSpec
        parameters: %s
        validations:
        - expression: "true"
        remediation: {summary: "%s"}
      """;

  private Shop() {}

  static SecurityRecommendation recommendation(String name, String severity, int points) {
    return recommendation(name, severity, points, "[]", "Fix " + name + ".");
  }

  static SecurityRecommendation recommendation(
      String name, String severity, int points, String parameters, String fix) {
    return Serialization.unmarshal(
        RECOMMENDATION.formatted(name, severity, points, parameters, fix),
        SecurityRecommendation.class);
  }

  static Catalog catalog(List<SecurityRecommendation> recommendations) {
    return catalog(recommendations, SecureScorePolicySpec.DEFAULT);
  }

  static Catalog catalog(
      List<SecurityRecommendation> recommendations, SecureScorePolicySpec policy) {
    return new CatalogCompiler(CelLanguage.kubernetes())
        .compile(recommendations, policy, Set.of(), NOW);
  }

  static Catalog catalog() {
    return catalog(
        List.of(
            recommendation(
                "seccomp-profile",
                "Medium",
                30,
                "[]",
                "Set seccompProfile.type to RuntimeDefault."),
            recommendation(
                "run-as-non-root",
                "High",
                50,
                "[]",
                "Set runAsNonRoot and give the image a numeric user."),
            recommendation(
                "automount-sa-token",
                "Medium",
                30,
                "[]",
                "Set automountServiceAccountToken to false."),
            recommendation("least-capabilities", "Medium", 30, "[]", "Drop ALL capabilities."),
            recommendation("cpu-memory-limits", "Medium", 30),
            recommendation("privileged-container", "Critical", 50),
            recommendation("privilege-escalation", "Medium", 30),
            recommendation("readonly-root-filesystem", "Medium", 30),
            recommendation("trusted-registries", "High", 40, "[{name: registries}]", "x")));
  }

  static List<Tally> tallies() {
    List<Tally> tallies = new ArrayList<>();
    tallies.add(new Tally("seccomp-profile", 30, Severity.MEDIUM, 0, 12, 0, 0, 0));
    tallies.add(new Tally("run-as-non-root", 50, Severity.HIGH, 9, 3, 0, 0, 0));
    tallies.add(new Tally("automount-sa-token", 30, Severity.MEDIUM, 8, 4, 0, 0, 0));
    tallies.add(new Tally("least-capabilities", 30, Severity.MEDIUM, 11, 1, 0, 0, 0));
    tallies.add(new Tally("cpu-memory-limits", 30, Severity.MEDIUM, 11, 0, 1, 0, 0));
    tallies.add(new Tally("privileged-container", 50, Severity.CRITICAL, 12, 0, 0, 0, 0));
    tallies.add(new Tally("privilege-escalation", 30, Severity.MEDIUM, 12, 0, 0, 0, 0));
    tallies.add(new Tally("readonly-root-filesystem", 30, Severity.MEDIUM, 12, 0, 0, 0, 0));
    return tallies;
  }

  static Snapshot snapshot() {
    return snapshot(catalog(), tallies(), worst(), Set.of());
  }

  static Snapshot snapshot(
      Catalog catalog,
      List<Tally> tallies,
      List<Snapshot.Standing> worst,
      Set<KindName> unavailable) {
    return new Snapshot(
        catalog,
        Score.of(tallies),
        Optional.empty(),
        0,
        new Snapshot.Counts(12, 12, 3, 0, 31),
        worst,
        12,
        1,
        unavailable);
  }

  static ReportRequest request(Snapshot snapshot, @Nullable ScoreReportStatus previous) {
    return new ReportRequest(
        snapshot, LabelSelector.EVERYTHING, null, 1, previous, true, List.of(), Duration.ZERO, NOW);
  }

  private static List<Snapshot.Standing> worst() {
    return List.of(
        standing(
            "cart",
            Fraction.of(168, 280),
            Fraction.of(33, 10),
            "argocd:argocd/shop",
            "run-as-non-root",
            "automount-sa-token",
            "seccomp-profile"),
        standing(
            "payments",
            Fraction.of(168, 280),
            Fraction.of(33, 10),
            "argocd:argocd/shop",
            "run-as-non-root",
            "least-capabilities",
            "seccomp-profile"),
        standing(
            "legacy-api",
            Fraction.of(200, 280),
            Fraction.of(24, 10),
            "helm:shop/legacy",
            "run-as-non-root",
            "seccomp-profile"));
  }

  private static Snapshot.Standing standing(
      String name, Fraction share, Fraction gain, String managedBy, String... failing) {
    Fraction percent =
        Fraction.of(share.numerator().longValueExact() * 100, share.denominator().longValueExact());
    return new Snapshot.Standing(
        new ResourceId(new KindName("apps", "Deployment"), "shop", name, ""),
        Optional.of(percent),
        gain,
        List.of(failing),
        List.of(),
        managedBy);
  }
}
