package dev.securescore.operator;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.KindName;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Scores computed once more, by plain loops over single verdicts: no engine, no counters. */
final class Recomputation {

  private final List<JsonMap> workloads = new ArrayList<>();
  private final Catalog catalog;
  private final Judge judge =
      new Judge(new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime);

  private Recomputation(List<SecurityRecommendation> recommendations) {
    this.catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(recommendations, SecureScorePolicySpec.DEFAULT, Set.of(), Instant.EPOCH);
  }

  /** Reads what is declared and what runs; the test server has no pods and no owners. */
  static Recomputation of(KubernetesClient client) {
    Recomputation result =
        new Recomputation(client.resources(SecurityRecommendation.class).list().getItems());
    result.add(client.apps().deployments().inAnyNamespace().list().getItems());
    result.add(client.apps().daemonSets().inAnyNamespace().list().getItems());
    result.add(client.batch().v1().jobs().inAnyNamespace().list().getItems());
    return result;
  }

  private void add(List<? extends HasMetadata> objects) {
    for (HasMetadata object : objects) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = Serialization.unmarshal(Serialization.asJson(object), Map.class);
      workloads.add(Json.object(map));
    }
  }

  /** The score of some namespaces with one decimal, halves up; {@code -} without one. */
  String score(Predicate<String> namespaces) {
    double earned = 0;
    int most = 0;
    for (Recommendation recommendation : catalog.judged()) {
      int healthy = 0;
      int unhealthy = 0;
      for (JsonMap workload : workloads) {
        if (namespaces.test(workload.object("metadata").string("namespace"))
            && recommendation.rule().kinds().matches(KindName.of(workload))) {
          Verdict verdict = verdict(recommendation, workload);
          healthy += verdict == Verdict.HEALTHY ? 1 : 0;
          unhealthy += verdict == Verdict.UNHEALTHY ? 1 : 0;
        }
      }
      if (healthy + unhealthy > 0) {
        earned += (double) recommendation.points() * healthy / (healthy + unhealthy);
        most += recommendation.points();
      }
    }
    return most == 0
        ? "-"
        : BigDecimal.valueOf(100 * earned / most).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  private Verdict verdict(Recommendation recommendation, JsonMap workload) {
    return judge
        .judge(
            recommendation,
            Case.of(
                workload, catalog.policy().inventory().kinds(), name -> Optional.of(JsonMap.EMPTY)))
        .verdict();
  }
}
