package dev.securescore.operator.watch;

import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.TypeCheck;
import dev.securescore.catalog.TypeChecker;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.operator.write.TypeChecking;
import dev.securescore.schema.BuiltInSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the expressions of each catalogue against schemas, once it has judged.
 *
 * <p>A thread of its own does it, as a server may take its time to tell its schemas; not before
 * everything is judged, as people wait for the score and not for this.
 */
final class TypeChecks implements TypeChecking {

  private static final Logger LOG = LoggerFactory.getLogger(TypeChecks.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Where a kind never settles, after a minute. */
  private static final int PATIENCE = 240;

  private final CatalogCompiler compiler;
  private final FeedContext context;
  private final BooleanSupplier isComplete;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("type-checks").priority(Thread.MIN_PRIORITY).factory());
  private final AtomicReference<@Nullable Catalog> waiting = new AtomicReference<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  private volatile Map<SecurityRecommendationSpec, Checked> checked = Map.of();
  private @Nullable BuiltInSchemas builtIn;

  /**
   * What is known of a recommendation.
   *
   * @param isFinal whether the same schemas will be found again
   */
  private record Checked(TypeCheck check, WorkloadKinds workloads, boolean isFinal) {}

  TypeChecks(CatalogCompiler compiler, FeedContext context, BooleanSupplier isComplete) {
    this.compiler = compiler;
    this.context = context;
    this.isComplete = isComplete;
  }

  @Override
  public Optional<TypeCheck> of(SecurityRecommendationSpec spec) {
    return Optional.ofNullable(checked.get(spec)).map(Checked::check);
  }

  @Override
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Has a catalogue checked; returns at once. Of several that wait only the last is. */
  void look(Catalog catalog) {
    if (waiting.getAndSet(catalog) == null) {
      whenComplete(PATIENCE);
    }
  }

  private void whenComplete(int looks) {
    if (executor.isShutdown()) {
      return;
    }
    if (looks == 0 || isComplete.getAsBoolean()) {
      executor.execute(this::check);
    } else {
      var next =
          context
              .scheduler()
              .schedule(() -> whenComplete(looks - 1), LOOK.toMillis(), TimeUnit.MILLISECONDS);
      LOG.trace("planned done={}", next.isDone());
    }
  }

  void stop() {
    executor.shutdownNow();
  }

  private void check() {
    @Nullable Catalog catalog = waiting.getAndSet(null);
    if (catalog == null) {
      return;
    }
    try {
      check(catalog);
    } catch (RuntimeException e) {
      LOG.warn("types of the catalogue were not checked revision={}", catalog.revision(), e);
    }
  }

  private void check(Catalog catalog) {
    Map<SecurityRecommendationSpec, Checked> before = checked;
    Map<SecurityRecommendationSpec, Checked> next = new HashMap<>();
    Inspection inspection = inspection(catalog.policy().inventory().kinds());
    for (Recommendation each : catalog.judged()) {
      next.computeIfAbsent(each.spec(), spec -> inspection.of(spec, before.get(spec)));
    }
    checked = Map.copyOf(next);
    for (Recommendation each : catalog.judged()) {
      @Nullable Checked former = before.get(each.spec());
      if (former == null || !of(each.spec()).equals(Optional.of(former.check()))) {
        listeners.forEach(listener -> listener.accept(each.name()));
      }
    }
  }

  private Inspection inspection(WorkloadKinds workloads) {
    @Nullable BuiltInSchemas shipped = builtIn;
    if (shipped == null) {
      shipped = BuiltInSchemas.read();
      builtIn = shipped;
    }
    ClusterSchemas cluster = new ClusterSchemas(context.client(), context.discovery());
    return new Inspection(workloads, cluster, compiler.typeChecker(shipped.or(cluster)));
  }

  /** One look at a catalogue, in which the server is asked for each schema once. */
  private static final class Inspection {

    private final WorkloadKinds workloads;
    private final ClusterSchemas cluster;
    private final TypeChecker checker;

    Inspection(WorkloadKinds workloads, ClusterSchemas cluster, TypeChecker checker) {
      this.workloads = workloads;
      this.cluster = cluster;
      this.checker = checker;
    }

    Checked of(SecurityRecommendationSpec spec, @Nullable Checked former) {
      if (former != null && former.isFinal() && former.workloads().equals(workloads)) {
        return former;
      }
      int asked = cluster.asked();
      TypeCheck check = checker.check(spec, workloads);
      return new Checked(check, workloads, cluster.asked() == asked);
    }
  }
}
