package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.enforcement.Translation;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is exported as an admission policy refuses exactly what the engine calls Unhealthy. */
class ParityIT {

  private final KubeApi api = KubeApi.shared();
  private final ParityBench bench = new ParityBench(api, (pair, judgement) -> judgement.verdict());
  private final Catalog catalog = Library.catalogWithParameters();
  private final Map<String, ValidatingAdmissionPolicy> policies = new LinkedHashMap<>();
  private final Map<String, String> inexpressible = new LinkedHashMap<>();

  @AfterAll
  static void release() {
    ParityBench.release();
  }

  @Test
  void policiesRefuseExactlyWhatTheEngineCallsUnhealthy() throws Exception {
    translate();
    Map<String, String> refusedPolicies = bench.enforce(policies);
    refusedPolicies.keySet().forEach(policies::remove);
    List<Outcome> outcomes = bench.tried(pairs());

    List<Outcome> apart = outcomes.stream().filter(Outcome::refusedByServer).toList();
    long refused = outcomes.stream().filter(Outcome::refusedByPolicy).count();
    System.out.printf(
        "parity on Kubernetes %s: %d policies, %d pairs agree, %d of them refused; the server refuses %d other pairs for its own reasons; not enforceable: %s, refused: %s%n",
        api.client().getKubernetesVersion().getGitVersion(),
        policies.size(),
        outcomes.size() - apart.size(),
        refused,
        apart.size(),
        inexpressible,
        refusedPolicies);
    apart.stream()
        .map(outcome -> outcome.pair().source() + ": " + outcome.answer())
        .distinct()
        .sorted()
        .forEach(System.out::println);
    assertThat(outcomes).filteredOn(Outcome::differs).isEmpty();
    if (System.getProperty("secure-score.kubernetes") == null) {
      assertThat(refusedPolicies).isEmpty();
    }
    assertThat(refusedPolicies.values()).allMatch(each -> each.contains("undeclared reference"));
    assertThat(outcomes.size() - apart.size()).isGreaterThan(1000);
    assertThat(apart.size()).isLessThan(outcomes.size() / 10);
  }

  private void translate() {
    PolicyTranslator translator =
        new PolicyTranslator(CelLanguage.kubernetes(), WorkloadKinds.builtIn());
    for (Recommendation recommendation : catalog.judged()) {
      switch (translator.translate(recommendation, List.of())) {
        case Translation.Translated(ValidatingAdmissionPolicy policy) ->
            policies.put(recommendation.name(), policy);
        case Translation.Inexpressible(String reason) ->
            inexpressible.put(recommendation.name(), reason);
      }
    }
  }

  private List<Pair> pairs() {
    List<Pair> corpus =
        ParityBench.corpus(
            catalog.judged().getFirst(),
            "kube-prometheus",
            "kubernetes-goat",
            "microservices-demo",
            "pod-security");
    List<Pair> pairs = new ArrayList<>();
    for (Recommendation recommendation : catalog.judged()) {
      if (!policies.containsKey(recommendation.name())) {
        continue;
      }
      Path fixtures = Library.FOLDER.resolve("fixtures").resolve(recommendation.name());
      Stream<Pair> own =
          Manifests.files(fixtures).stream()
              .flatMap(file ->
                  Manifests.read(file).stream()
                      .map(object ->
                          new Pair(recommendation, object, String.valueOf(file.getFileName()))));
      Stream.concat(
              own,
              corpus.stream().map(pair -> new Pair(recommendation, pair.object(), pair.source())))
          .filter(pair -> recommendation.rule().kinds().matches(KindName.of(pair.object())))
          .map(bench::prepared)
          .forEach(pairs::add);
    }
    return pairs;
  }
}
