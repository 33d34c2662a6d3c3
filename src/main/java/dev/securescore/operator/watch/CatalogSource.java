package dev.securescore.operator.watch;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.operator.write.CatalogSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a catalogue of what people declare, each time they have been quiet for a moment.
 *
 * <p>Installing sixty recommendations is so one pass. A date in a lifecycle makes another.
 */
final class CatalogSource implements CatalogSink {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogSource.class);

  /** However busy people are, a catalogue is made after so many quiet times. */
  private static final int MOST_QUIET_TIMES = 10;

  private final CatalogCompiler compiler;
  private final WatchSettings settings;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final Consumer<Catalog> install;
  private final Map<String, SecurityRecommendation> recommendations = new ConcurrentHashMap<>();

  private volatile SecureScorePolicySpec policy = SecureScorePolicySpec.DEFAULT;

  /** Up to which release the library counts, where the policy does not say. */
  private volatile @Nullable String followed;

  private @Nullable Instant changed;
  private @Nullable Instant firstChange;
  private boolean isPlanned;
  private @Nullable ScheduledFuture<?> nextStage;

  /** A source that gives its catalogues to a consumer, one at a time. */
  CatalogSource(
      CatalogCompiler compiler,
      WatchSettings settings,
      ScheduledExecutorService scheduler,
      Clock clock,
      Consumer<Catalog> install) {
    this.compiler = compiler;
    this.settings = settings;
    this.scheduler = scheduler;
    this.clock = clock;
    this.install = install;
  }

  /**
   * Takes everything that is declared, and installs a catalogue of it before it returns.
   *
   * @param remembered up to which release the library counted before; null where nobody knows
   */
  void load(
      Collection<SecurityRecommendation> all,
      @Nullable SecureScorePolicy declared,
      @Nullable String remembered) {
    all.forEach(each -> recommendations.put(each.getMetadata().getName(), each));
    followed = remembered == null ? settings.release() : remembered;
    policy = following(declared);
    make();
  }

  /** Forgets those of some names that are not declared any more. */
  void retain(Collection<String> before, Set<String> declared) {
    before.stream().filter(name -> !declared.contains(name)).forEach(this::remove);
  }

  /** The names that are known now. */
  List<String> names() {
    return List.copyOf(recommendations.keySet());
  }

  /** Whether a change waits for its catalogue. */
  synchronized boolean isPending() {
    return isPlanned;
  }

  @Override
  public void put(SecurityRecommendation recommendation) {
    @Nullable SecurityRecommendation before =
        recommendations.put(recommendation.getMetadata().getName(), recommendation);
    if (before == null || !saysTheSame(before, recommendation)) {
      changed();
    }
  }

  @Override
  public void remove(String name) {
    if (recommendations.remove(name) != null) {
      changed();
    }
  }

  @Override
  public void policy(@Nullable SecureScorePolicy declared) {
    SecureScorePolicySpec next = following(declared);
    if (!next.equals(policy)) {
      policy = next;
      changed();
    }
  }

  /** What is declared; a release that it once named is kept when it names none any more. */
  private SecureScorePolicySpec following(@Nullable SecureScorePolicy declared) {
    SecureScorePolicySpec spec =
        declared == null || declared.getSpec() == null
            ? SecureScorePolicySpec.DEFAULT
            : declared.getSpec();
    followed = spec.activeUpTo() == null ? followed : spec.activeUpTo();
    return spec.orActiveUpTo(followed);
  }

  private static boolean saysTheSame(SecurityRecommendation one, SecurityRecommendation other) {
    return one.getSpec().equals(other.getSpec())
        && Objects.equals(one.getMetadata().getLabels(), other.getMetadata().getLabels());
  }

  private synchronized void changed() {
    Instant now = clock.instant();
    changed = now;
    if (!isPlanned) {
      isPlanned = true;
      firstChange = now;
      plan(this::pass, settings.quiet());
    }
  }

  private void pass() {
    Duration rest = restOfQuiet();
    if (rest.isPositive()) {
      plan(this::pass, rest);
      return;
    }
    try {
      make();
    } catch (RuntimeException e) {
      LOG.error("cannot install the catalogue, the former stays in force", e);
    } finally {
      finished();
    }
  }

  private synchronized Duration restOfQuiet() {
    Instant now = clock.instant();
    Instant last = changed == null ? now : changed;
    Instant first = firstChange == null ? now : firstChange;
    changed = null;
    boolean isLongEnough =
        !first.plus(settings.quiet().multipliedBy(MOST_QUIET_TIMES)).isAfter(now);
    Duration rest = Duration.between(now, last.plus(settings.quiet()));
    if (rest.isPositive() && !isLongEnough) {
      changed = last;
      return rest;
    }
    return Duration.ZERO;
  }

  private synchronized void finished() {
    isPlanned = changed != null;
    if (isPlanned) {
      firstChange = changed;
      plan(this::pass, settings.quiet());
    }
  }

  private void make() {
    Instant now = clock.instant();
    Catalog catalog =
        compiler.compile(
            List.copyOf(recommendations.values()), policy, settings.ownNamespaces(), now);
    install.accept(catalog);
    LOG.info(
        "catalogue installed revision={} recommendations={} inactive={} durationMillis={}",
        catalog.revision(),
        catalog.judged().size(),
        catalog.inactive().size(),
        Duration.between(now, clock.instant()).toMillis());
    planNextStage(now, catalog.nextChange());
  }

  private synchronized void planNextStage(Instant now, @Nullable Instant next) {
    @Nullable ScheduledFuture<?> before = nextStage;
    if (before != null) {
      before.cancel(false);
    }
    nextStage =
        next == null ? null : plan(this::changed, Duration.between(now, next).plusMillis(1));
  }

  @CanIgnoreReturnValue
  private ScheduledFuture<?> plan(Runnable action, Duration wait) {
    return scheduler.schedule(action, Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
  }
}
