package dev.securescore.operator.watch;

import static org.awaitility.Awaitility.await;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.engine.Engine;
import dev.securescore.engine.EngineListener;
import dev.securescore.engine.Scope;
import dev.securescore.evaluation.Judge;
import dev.securescore.inventory.KindName;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/** A watch with its engine; what it hears of declarations, tests tell by hand. */
public final class Watching implements AutoCloseable {

  final Set<String> changed = new ConcurrentSkipListSet<>();
  final Engine engine =
      new Engine(
          new Judge(new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime),
          Clock.systemUTC(),
          new EngineListener() {
            @Override
            public void changed(String namespace) {
              changed.add(namespace);
            }
          });
  final ClusterWatch watch;

  /** Called before an object of a kind is judged, by the thread that judges it. */
  volatile Consumer<KindName> beforeEach = any -> {};

  private final Map<KindName, LongAdder> evaluations = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newScheduledThreadPool(4, Thread.ofVirtual().factory());

  /** A watch that has not started. */
  public Watching(KubernetesClient client) {
    this(
        client,
        new WatchSettings(3, Duration.ofSeconds(2), Duration.ofMillis(100), Set.of(), null));
  }

  /** A watch that has not started, of an operator with namespaces of its own. */
  public static Watching of(KubernetesClient client, Set<String> ownNamespaces) {
    return new Watching(
        client,
        new WatchSettings(100, Duration.ofSeconds(2), Duration.ofMillis(100), ownNamespaces, null));
  }

  Watching(KubernetesClient client, WatchSettings settings) {
    watch =
        new ClusterWatch(
            client,
            engine,
            new CatalogCompiler(CelLanguage.kubernetes()),
            settings,
            this::evaluate,
            scheduler,
            Clock.systemUTC());
  }

  private void evaluate(KindName kind, Runnable evaluation) {
    beforeEach.accept(kind);
    evaluations.computeIfAbsent(kind, first -> new LongAdder()).increment();
    evaluation.run();
  }

  /** How often an object of a kind was judged so far. */
  long evaluations(KindName kind) {
    return evaluations.getOrDefault(kind, new LongAdder()).sum();
  }

  /** Starts, and waits until everything is judged. */
  public Watching start() {
    watch.start();
    try {
      untilComplete();
    } catch (ConditionTimeoutException never) {
      close();
      throw never;
    }
    return this;
  }

  /** Waits until everything is judged. */
  public void untilComplete() {
    await("complete").atMost(Duration.ofSeconds(60)).until(watch::isComplete);
  }

  void put(String recommendation) {
    watch.catalog().put(Serialization.unmarshal(recommendation, SecurityRecommendation.class));
  }

  void policy(String policy) {
    watch.catalog().policy(Serialization.unmarshal(policy, SecureScorePolicy.class));
  }

  /** What it feeds. */
  public Engine engine() {
    return engine;
  }

  /** The counts in a namespace: {@code name healthy/unhealthy/notApplicable/notEvaluated}. */
  List<String> counts(String namespace) {
    return engine.tallies(new Scope.Namespace(namespace, LabelSelector.EVERYTHING)).stream()
        .map(Watching::text)
        .toList();
  }

  private static String text(Tally tally) {
    return "%s %d/%d/%d/%d"
        .formatted(
            tally.recommendation(),
            tally.healthy(),
            tally.unhealthy(),
            tally.notApplicable(),
            tally.notEvaluated());
  }

  Set<String> takeChanged() {
    Set<String> taken = new TreeSet<>(changed);
    changed.removeAll(taken);
    return taken;
  }

  @Override
  public void close() {
    watch.close();
    scheduler.shutdownNow();
  }
}
