package dev.securescore.lint;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.ParameterValue;
import dev.securescore.api.RecommendationOverride;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.Stage;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets recommendations judge whatever their stage is, so that their authors can see them work. */
public final class Rehearsal {

  /** A workload whose author asked for nothing but an image. */
  private static final JsonMap SILENT =
      Defaults.apply(
          Json.object(
              Map.of(
                  "apiVersion",
                  "apps/v1",
                  "kind",
                  "Deployment",
                  "metadata",
                  Map.of("name", "nginx", "namespace", "shop"),
                  "spec",
                  Map.of(
                      "selector", Map.of("matchLabels", Map.of("app", "nginx")),
                      "template",
                          Map.of(
                              "metadata", Map.of("labels", Map.of("app", "nginx")),
                              "spec",
                                  Map.of(
                                      "containers",
                                      List.of(Map.of("name", "nginx", "image", "nginx"))))))));

  private Rehearsal() {}

  /** The recommendations, all active, each parameter without a default given as an empty list. */
  static Catalog catalog(Library library, Instant now) {
    List<RecommendationOverride> overrides =
        library.recommendations().stream().map(each -> active(each, parameters(each))).toList();
    return compile(library.recommendations(), overrides, SecureScorePolicySpec.DEFAULT, now);
  }

  private static List<ParameterValue> parameters(DeclaredRecommendation recommendation) {
    return recommendation.spec().parameters().stream()
        .filter(parameter -> parameter.defaultValues() == null)
        .map(parameter -> new ParameterValue(parameter.name(), List.of()))
        .toList();
  }

  /** One recommendation, active, under a policy that may give its parameters. */
  public static Catalog catalog(
      DeclaredRecommendation recommendation, SecureScorePolicySpec policy, Instant now) {
    List<ParameterValue> given =
        policy.recommendations().stream()
            .filter(each -> each.name().equals(recommendation.name()))
            .flatMap(each -> each.parameters().stream())
            .toList();
    return compile(List.of(recommendation), List.of(active(recommendation, given)), policy, now);
  }

  private static RecommendationOverride active(
      DeclaredRecommendation recommendation, List<ParameterValue> parameters) {
    return new RecommendationOverride(
        recommendation.name(), null, null, null, Stage.ACTIVE, parameters, null);
  }

  private static Catalog compile(
      List<DeclaredRecommendation> recommendations,
      List<RecommendationOverride> overrides,
      SecureScorePolicySpec policy,
      Instant now) {
    return new CatalogCompiler(CelLanguage.kubernetes())
        .compile(
            recommendations,
            new SecureScorePolicySpec(
                policy.platformNamespaces(),
                policy.excludedNamespaces(),
                overrides,
                policy.exemptions(),
                policy.workloadKinds(),
                policy.ephemeral(),
                policy.writes(),
                policy.activeUpTo()),
            Set.of(),
            now);
  }

  /**
   * The most points that a recommendation should be worth, where it is worth more and a workload
   * that asks for nothing has them all.
   *
   * <p>A prohibition may pay somewhat for silence where violating it is that bad: 50 points at
   * severity Critical, 20 at High, 15 at Medium, 5 at Low.
   */
  static Optional<Integer> pointsForSilence(Recommendation recommendation) {
    int most =
        switch (recommendation.spec().severity()) {
          case CRITICAL -> 50;
          case HIGH -> 20;
          case MEDIUM -> 15;
          case LOW -> 5;
        };
    Case silent = Case.of(SILENT, WorkloadKinds.builtIn(), name -> Optional.empty());
    boolean paysForSilence =
        recommendation.points() > most
            && recommendation.rule().kinds().matches(silent.kind())
            && new Judge(BudgetLimits.standard(), System::nanoTime)
                    .judge(recommendation, silent)
                    .verdict()
                == Verdict.HEALTHY;
    return paysForSilence ? Optional.of(most) : Optional.empty();
  }
}
