package dev.securescore.library;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.api.EnforcementAction;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.enforcement.Bindings;
import dev.securescore.enforcement.Namespaces;
import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.enforcement.Translation;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What is exported as an admission policy refuses exactly what the engine calls Unhealthy.
 *
 * <p>Every policy is in force at once, each for objects with a label that names it, so that a
 * refusal is the doing of one.
 */
class ParityIT {

  private static final String LABEL = "parity.securescore.dev/recommendation";
  private static final String ELSEWHERE = "parity";
  private static final int AT_ONCE = 16;
  private static final Path CORPUS =
      Path.of(System.getProperty("secure-score.corpus", "../shared/corpus"));

  private final KubeApi api = KubeApi.shared();
  private final DryRun dryRun = new DryRun(api);
  private final Catalog catalog = Library.catalogWithParameters();
  private final Map<String, ValidatingAdmissionPolicy> policies = new LinkedHashMap<>();
  private final Map<String, String> inexpressible = new LinkedHashMap<>();
  private final Map<String, JsonMap> namespaces = new ConcurrentHashMap<>();

  /** One object before one recommendation. */
  private record Pair(Recommendation recommendation, JsonMap object, String source) {

    @Override
    public String toString() {
      return recommendation.name()
          + " on "
          + source
          + " "
          + object.object("metadata").string("name");
    }
  }

  /** What the engine and the server say of a pair. */
  private record Outcome(Pair pair, Verdict verdict, String detail, DryRun.Answer answer) {

    boolean refusedByPolicy() {
      return answer instanceof DryRun.Answer.Refused(String message)
          && message.contains(
              "ValidatingAdmissionPolicy '"
                  + pair.recommendation().name()
                  + PolicyTranslator.SUFFIX
                  + "'");
    }

    boolean refusedByServer() {
      return answer instanceof DryRun.Answer.Refused && !refusedByPolicy();
    }

    boolean differs() {
      return !refusedByServer() && refusedByPolicy() != (verdict == Verdict.UNHEALTHY);
    }
  }

  @AfterAll
  static void release() {
    KubeApi.shared()
        .kubectl(
            "delete",
            "validatingadmissionpolicies,validatingadmissionpolicybindings",
            "--selector=app.kubernetes.io/part-of=secure-score")
        .orFail();
  }

  @Test
  void policiesRefuseExactlyWhatTheEngineCallsUnhealthy() throws Exception {
    translate();
    List<Pair> pairs = pairs();
    pairs.forEach(pair -> namespace(pair.object().object("metadata").string("namespace")));
    enforce();
    awaitPolicies(pairs);
    List<Outcome> outcomes = tried(pairs);

    List<Outcome> apart = outcomes.stream().filter(Outcome::refusedByServer).toList();
    long refused = outcomes.stream().filter(Outcome::refusedByPolicy).count();
    System.out.printf(
        "parity on Kubernetes %s: %d policies, %d pairs agree, %d of them refused; the server refuses %d other pairs for its own reasons; not enforceable: %s%n",
        api.client().getKubernetesVersion().getGitVersion(),
        policies.size(),
        outcomes.size() - apart.size(),
        refused,
        apart.size(),
        inexpressible);
    apart.stream()
        .map(outcome -> outcome.pair().source() + ": " + outcome.answer())
        .distinct()
        .sorted()
        .forEach(System.out::println);
    assertThat(outcomes).filteredOn(Outcome::differs).isEmpty();
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

  private void enforce() {
    policies.forEach((name, policy) -> {
      api.client().resource(policy).forceConflicts().serverSideApply();
      for (ValidatingAdmissionPolicyBinding binding :
          Bindings.of(
              policy, EnforcementAction.DENY, Namespaces.besidesPlatform(catalog.policy()))) {
        binding
            .getSpec()
            .getMatchResources()
            .setObjectSelector(new LabelSelectorBuilder().addToMatchLabels(LABEL, name).build());
        api.client().resource(binding).forceConflicts().serverSideApply();
      }
    });
  }

  /** A policy is in force once it refuses something that it must refuse. */
  private void awaitPolicies(List<Pair> pairs) {
    for (String name : policies.keySet()) {
      Pair probe =
          pairs.stream()
              .filter(pair -> pair.recommendation().name().equals(name))
              .filter(pair -> pair.source().startsWith("fail-"))
              .findFirst()
              .orElseThrow();
      await(name)
          .atMost(60, SECONDS)
          .pollInterval(100, MILLISECONDS)
          .untilAsserted(() ->
              assertThat(dryRun.create(probe.object())).isInstanceOf(DryRun.Answer.Refused.class));
    }
  }

  private List<Outcome> tried(List<Pair> pairs) throws InterruptedException, ExecutionException {
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Outcome>> futures =
          threads.invokeAll(
              pairs.stream()
                  .map(pair -> (java.util.concurrent.Callable<Outcome>) () -> tried(pair))
                  .toList());
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
    }
    return outcomes;
  }

  private Outcome tried(Pair pair) {
    var judgement =
        Library.judge()
            .judge(
                pair.recommendation(),
                Case.of(
                    Defaults.apply(pair.object()),
                    WorkloadKinds.builtIn(),
                    name -> Optional.ofNullable(namespaces.get(name))));
    return new Outcome(
        pair, judgement.verdict(), judgement.evidence().toString(), dryRun.create(pair.object()));
  }

  private List<Pair> pairs() {
    List<Pair> corpus =
        Stream.of("kube-prometheus", "kubernetes-goat", "microservices-demo", "pod-security")
            .map(CORPUS::resolve)
            .filter(Files::isDirectory)
            .flatMap(folder -> Manifests.files(folder).stream())
            .flatMap(this::workloads)
            .toList();
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
          .map(ParityIT::prepared)
          .forEach(pairs::add);
    }
    return pairs;
  }

  private Stream<Pair> workloads(Path file) {
    Recommendation any = catalog.judged().getFirst();
    return Manifests.read(file).stream()
        .filter(object -> WorkloadKinds.builtIn().contains(KindName.of(object)))
        .map(object -> new Pair(any, object, CORPUS.relativize(file).toString()));
  }

  /** Names that no server takes are changed; the platform, which is spared, is left. */
  private static Pair prepared(Pair pair) {
    JsonMap metadata = pair.object().object("metadata");
    String namespace = metadata.string("namespace");
    boolean spared = namespace.isEmpty() || PLATFORM.contains(namespace);
    Map<String, Object> labels = new LinkedHashMap<>(metadata.object("labels"));
    labels.put(LABEL, pair.recommendation().name());
    return new Pair(
        pair.recommendation(),
        pair.object()
            .with(
                "metadata",
                metadata
                    .with("name", metadata.string("name").replace('_', '-'))
                    .with("namespace", spared ? ELSEWHERE : namespace)
                    .with("labels", Json.object(labels))),
        pair.source());
  }

  private static final Set<String> PLATFORM =
      Set.of("kube-system", "kube-public", "kube-node-lease");

  private void namespace(String name) {
    namespaces.computeIfAbsent(
        name,
        missing -> {
          var namespace =
              new NamespaceBuilder().withNewMetadata().withName(missing).endMetadata().build();
          api.client().resource(namespace).serverSideApply();
          return Json.object(
              Map.of(
                  "apiVersion", "v1",
                  "kind", "Namespace",
                  "metadata",
                      Map.of(
                          "name",
                          missing,
                          "labels",
                          Map.of("kubernetes.io/metadata.name", missing))));
        });
  }
}
