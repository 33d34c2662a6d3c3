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
import dev.securescore.evaluation.Judgement;
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
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
  private static final int PROBES = 10;
  private static final Set<String> PLATFORM =
      Set.of("kube-system", "kube-public", "kube-node-lease");
  private static final Path CORPUS =
      Path.of(System.getProperty("secure-score.corpus", "../shared/corpus"));

  private final KubeApi api = KubeApi.shared();
  private final DryRun dryRun = new DryRun(api);
  private final Catalog catalog = Library.catalogWithParameters();
  private final Map<String, ValidatingAdmissionPolicy> policies = new LinkedHashMap<>();
  private final Map<String, String> inexpressible = new LinkedHashMap<>();
  private final Map<String, String> refusedPolicies = new LinkedHashMap<>();
  private final Map<String, JsonMap> namespaces = new ConcurrentHashMap<>();

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
    enforce();
    List<Pair> pairs = pairs();
    pairs.stream()
        .map(pair -> pair.object().object("metadata").string("namespace"))
        .filter(name -> !name.isEmpty())
        .forEach(this::namespace);
    awaitPolicies(pairs);
    List<Outcome> outcomes = tried(pairs);

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

  /** A server that is older than an expression refuses the policy; that is told. */
  private void enforce() {
    List.copyOf(policies.entrySet()).forEach(entry -> {
      try {
        api.client().resource(entry.getValue()).forceConflicts().serverSideApply();
        bind(entry.getKey(), entry.getValue());
      } catch (KubernetesClientException refused) {
        policies.remove(entry.getKey());
        refusedPolicies.put(entry.getKey(), String.valueOf(refused.getStatus().getMessage()));
      }
    });
  }

  private void bind(String name, ValidatingAdmissionPolicy policy) {
    for (ValidatingAdmissionPolicyBinding binding :
        Bindings.of(policy, EnforcementAction.DENY, Namespaces.besidesPlatform(catalog.policy()))) {
      binding
          .getSpec()
          .getMatchResources()
          .setObjectSelector(new LabelSelectorBuilder().addToMatchLabels(LABEL, name).build());
      api.client().resource(binding).forceConflicts().serverSideApply();
    }
  }

  /** A policy is in force once it refuses something that it must refuse. */
  private void awaitPolicies(List<Pair> pairs) {
    Map<String, List<Pair>> unhealthy =
        pairs.stream()
            .filter(pair -> judged(pair).verdict() == Verdict.UNHEALTHY)
            .collect(Collectors.groupingBy(pair -> pair.recommendation().name()));
    unhealthy.forEach((name, probes) ->
        await(name)
            .atMost(60, SECONDS)
            .pollInterval(100, MILLISECONDS)
            .until(() -> isInForce(probes)));
  }

  /** Some things the server refuses before any policy is asked, whoever is in force. */
  private boolean isInForce(List<Pair> probes) {
    List<Outcome> outcomes = probes.stream().limit(PROBES).map(this::tried).toList();
    return outcomes.stream().anyMatch(Outcome::refusedByPolicy)
        || outcomes.stream().allMatch(Outcome::refusedByServer);
  }

  private List<Outcome> tried(List<Pair> pairs) throws InterruptedException, ExecutionException {
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Outcome>> futures =
          threads.invokeAll(
              pairs.stream()
                  .map(pair -> (Callable<Outcome>) () -> tried(pair))
                  .toList());
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
    }
    return outcomes;
  }

  private Outcome tried(Pair pair) {
    Judgement judgement = judged(pair);
    return new Outcome(
        pair, judgement.verdict(), judgement.evidence().toString(), dryRun.create(pair.object()));
  }

  private Judgement judged(Pair pair) {
    return Library.judge()
        .judge(
            pair.recommendation(),
            Case.of(
                Defaults.apply(pair.object()),
                WorkloadKinds.builtIn(),
                name -> Optional.ofNullable(namespaces.get(name))));
  }

  private List<Pair> pairs() {
    List<Pair> corpus =
        Stream.of("kube-prometheus", "kubernetes-goat", "microservices-demo", "pod-security")
            .map(CORPUS::resolve)
            .filter(Files::isDirectory)
            .flatMap(folder -> Manifests.files(folder).stream())
            .flatMap(this::documents)
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
          .map(this::prepared)
          .forEach(pairs::add);
    }
    return pairs;
  }

  private Stream<Pair> documents(Path file) {
    Recommendation any = catalog.judged().getFirst();
    return Manifests.read(file).stream()
        .map(object -> new Pair(any, object, CORPUS.relativize(file).toString()));
  }

  /** Names that the server would not take are changed; the platform, which is spared, is left. */
  private Pair prepared(Pair pair) {
    JsonMap metadata = pair.object().object("metadata");
    String name = metadata.string("name").replace('_', '-');
    String namespace = metadata.string("namespace");
    boolean spared = namespace.isEmpty() || PLATFORM.contains(namespace);
    Map<String, Object> changed = new LinkedHashMap<>(metadata);
    if (dryRun.isNamespaced(pair.object())) {
      changed.put("name", name);
      changed.put("namespace", spared ? ELSEWHERE : namespace);
    } else {
      changed.put("name", "tried-" + name);
      changed.remove("namespace");
    }
    Map<String, Object> labels = new LinkedHashMap<>(metadata.object("labels"));
    labels.put(LABEL, pair.recommendation().name());
    changed.put("labels", labels);
    return new Pair(
        pair.recommendation(),
        pair.object().with("metadata", Json.object(changed)),
        pair.source());
  }

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
