package dev.securescore.library;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.api.EnforcementAction;
import dev.securescore.catalog.Policy;
import dev.securescore.catalog.Recommendation;
import dev.securescore.enforcement.Bindings;
import dev.securescore.enforcement.Namespaces;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.Defaults;
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
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries pairs on the real API server, with every policy in force at once.
 *
 * <p>Each policy is for objects with a label that names it, so that a refusal is the doing of one.
 */
final class ParityBench {

  private static final String LABEL = "parity.securescore.dev/recommendation";
  private static final String ELSEWHERE = "parity";
  private static final int AT_ONCE = 16;
  private static final int PROBES = 10;
  private static final Set<String> PLATFORM =
      Set.of("kube-system", "kube-public", "kube-node-lease");
  private static final Path CORPUS =
      Path.of(System.getProperty("secure-score.corpus", "../shared/corpus"));

  private final KubeApi api;
  private final DryRun dryRun;
  private final BiFunction<Pair, Judgement, Verdict> engine;
  private final Map<String, JsonMap> namespaces = new ConcurrentHashMap<>();

  /**
   * A bench on a server.
   *
   * @param engine what the engine makes of a judgement
   */
  ParityBench(KubeApi api, BiFunction<Pair, Judgement, Verdict> engine) {
    this.api = api;
    this.dryRun = new DryRun(api);
    this.engine = engine;
  }

  /** Removes every policy. */
  static void release() {
    KubeApi.shared()
        .kubectl(
            "delete",
            "validatingadmissionpolicies,validatingadmissionpolicybindings",
            "--selector=app.kubernetes.io/part-of=secure-score")
        .orFail();
  }

  /** Every document in some folders of the corpus, before one recommendation. */
  static List<Pair> corpus(Recommendation recommendation, String... folders) {
    return Stream.of(folders)
        .map(CORPUS::resolve)
        .filter(Files::isDirectory)
        .flatMap(folder -> Manifests.files(folder).stream())
        .flatMap(file ->
            Manifests.read(file).stream()
                .map(
                    object -> new Pair(recommendation, object, CORPUS.relativize(file).toString())))
        .toList();
  }

  /**
   * Puts policies in force, by the name of their recommendation.
   *
   * @return those that the server refuses, with its words: it may be older than an expression
   */
  Map<String, String> enforce(Map<String, ValidatingAdmissionPolicy> policies) {
    Map<String, String> refused = new LinkedHashMap<>();
    policies.forEach((name, policy) -> {
      try {
        api.client().resource(policy).forceConflicts().serverSideApply();
        bind(name, policy);
      } catch (KubernetesClientException failure) {
        refused.put(name, String.valueOf(failure.getStatus().getMessage()));
      }
    });
    return refused;
  }

  private void bind(String name, ValidatingAdmissionPolicy policy) {
    for (ValidatingAdmissionPolicyBinding binding :
        Bindings.of(
            policy, EnforcementAction.DENY, Namespaces.besidesPlatform(Policy.standard()))) {
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
            .filter(pair -> engine.apply(pair, judged(pair)) == Verdict.UNHEALTHY)
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

  /** What the engine and the server say of each pair, once every policy is in force. */
  List<Outcome> tried(List<Pair> pairs) throws InterruptedException, ExecutionException {
    pairs.stream()
        .map(pair -> pair.object().object("metadata").string("namespace"))
        .filter(name -> !name.isEmpty())
        .forEach(this::namespace);
    awaitPolicies(pairs);
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Outcome>> futures =
          threads.invokeAll(
              pairs.stream().map(pair -> (Callable<Outcome>) () -> tried(pair)).toList());
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
    }
    return outcomes;
  }

  private Outcome tried(Pair pair) {
    Judgement judgement = judged(pair);
    return new Outcome(
        pair,
        engine.apply(pair, judgement),
        judgement.evidence().toString(),
        dryRun.create(pair.object()));
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

  /** Names that the server would not take are changed; the platform, which is spared, is left. */
  Pair prepared(Pair pair) {
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
        pair.recommendation(), pair.object().with("metadata", Json.object(changed)), pair.source());
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
