package dev.securescore.operator.watch;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Reread;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.operator.write.CatalogSink;
import dev.securescore.operator.write.ExemptionSink;
import dev.securescore.operator.write.Freshness;
import dev.securescore.operator.write.TypeChecking;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an engine up to date with a cluster.
 *
 * <p>What is declared is read first, then the namespaces, then everything else: an object is judged
 * when it arrives, so what judges it must be there.
 */
public final class ClusterWatch implements Freshness, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

  /** A server that is started anew is back sooner. */
  private static final Duration LONGEST_DOWN = Duration.ofSeconds(10);

  private final FeedContext context;
  private final Engine engine;
  private final CatalogSource catalogs;
  private final TypeChecks types;
  private final ExemptionSource exemptions;
  private final ExemptionReading reading;
  private final Feeds feeds;
  private final KindFeed namespaces;
  private final Rereads rereads;
  private final SettleTimer settling;

  private volatile boolean followsCatalog;
  private volatile boolean changedMeanwhile;
  private volatile boolean hasFeeds;
  private volatile boolean closed;
  private volatile boolean told;

  /** A watch that has not started; the client and the scheduler stay the caller's. */
  public ClusterWatch(
      KubernetesClient client,
      Engine engine,
      CatalogCompiler compiler,
      WatchSettings settings,
      EvaluationTimes times,
      ScheduledExecutorService scheduler,
      Clock clock) {
    this.context = FeedContext.of(client, settings, scheduler, clock);
    this.engine = engine;
    EngineSink sink = new EngineSink(engine, times, new Related());
    this.feeds = new Feeds(context, engine, sink);
    this.rereads = new Rereads(context, engine, feeds, sink);
    this.catalogs = new CatalogSource(compiler, settings, scheduler, clock, this::install);
    this.types = new TypeChecks(compiler, context, this::isComplete);
    this.exemptions = new ExemptionSource(engine, scheduler, clock, this::observeAgain);
    this.reading = new ExemptionReading(context, engine, exemptions);
    this.namespaces =
        new KindFeed(
            context,
            KindName.NAMESPACE.resource(),
            KindName.NAMESPACE,
            new NamespaceSink(engine, sink, this::namespaceChanged),
            this::followCatalog);
    this.settling = new SettleTimer(engine, scheduler, clock);
  }

  /** Starts to read; returns at once. */
  public void start() {
    settling.start();
    context.scheduler().execute(this::load);
  }

  /** Where changes of recommendations and of the policy are told. */
  public CatalogSink catalog() {
    return catalogs;
  }

  /** What is known of the types in recommendations. */
  public TypeChecking types() {
    return types;
  }

  /**
   * Asks whether exemptions can be read only while those who tell of them do not watch the kind.
   */
  public void exemptionsWhileWatched(Predicate<KindName> isWatched) {
    reading.whileWatched(isWatched);
  }

  /** Where changes of exemptions are told. */
  public ExemptionSink exemptions() {
    return exemptions;
  }

  /**
   * Compares what is known with what is declared; to be called once those who tell of changes have
   * started, since nobody tells of what was deleted between the first reading and their start.
   */
  public void reconcileCatalog() {
    context.scheduler().execute(this::retainDeclared);
  }

  private void retainDeclared() {
    try {
      List<String> before = catalogs.names();
      Set<String> declared = new HashSet<>();
      declared().forEach(each -> declared.add(each.getMetadata().getName()));
      catalogs.retain(before, declared);
      List<ExemptionName> exempting = exemptions.names();
      exemptions.retain(exempting, reading.names());
    } catch (KubernetesClientException e) {
      LOG.debug("cannot read recommendations reason=\"{}\"", e.getMessage());
      later(this::retainDeclared);
    }
  }

  /** When the engine last answered. */
  public Instant lastAnswer() {
    return settling.lastTick();
  }

  @Override
  public boolean isComplete() {
    return hasFeeds
        && !catalogs.isPending()
        && !exemptions.isPending()
        && namespaces.isSettled()
        && feeds.areSettled()
        && !rereads.arePending()
        && down().values().stream().noneMatch(time -> time.compareTo(LONGEST_DOWN) > 0);
  }

  /** The kinds whose watch is down, with how long; one that is just renewed may be among them. */
  public Map<KindName, Duration> down() {
    Map<KindName, Duration> down = feeds.down();
    namespaces.down().ifPresent(time -> down.put(namespaces.name(), time));
    return down;
  }

  @Override
  public void close() {
    closed = true;
    reading.stop();
    namespaces.stop();
    feeds.stop();
    types.stop();
    context.judging().close();
  }

  private void load() {
    if (closed) {
      return;
    }
    try {
      catalogs.load(
          declared(),
          context
              .client()
              .resources(SecureScorePolicy.class)
              .withName(SecureScorePolicy.NAME)
              .get(),
          new FollowedRelease(context.client()).read().orElse(null));
      exemptions.load(reading.all());
      reading.keepLooking();
      changedMeanwhile = false;
      namespaces.start();
    } catch (KubernetesClientException e) {
      if (!told) {
        LOG.warn(
            "cannot read recommendations, trying again reason=\"{}\" remedy=\"install crds/ and grant get, list and watch on securescore.dev\"",
            e.getMessage());
        told = true;
      }
      later(this::load);
    } catch (RuntimeException e) {
      LOG.error("cannot make a catalogue of what is declared, trying again", e);
      later(this::load);
    }
  }

  private void later(Runnable action) {
    var next = context.scheduler().schedule(action, 1, TimeUnit.SECONDS);
    LOG.trace("planned done={}", next.isDone());
  }

  private List<SecurityRecommendation> declared() {
    return context.client().resources(SecurityRecommendation.class).list().getItems();
  }

  private void observeAgain(Map<String, Reread> byNamespace) {
    if (followsCatalog) {
      byNamespace.forEach(rereads::kinds);
    }
  }

  private void install(Catalog catalog) {
    Reread reread = engine.install(catalog);
    changedMeanwhile = true;
    types.look(catalog);
    exemptions.changed();
    if (followsCatalog) {
      rereads.kinds(reread);
      feeds.follow();
    }
  }

  private void followCatalog() {
    if (!closed && !hasFeeds) {
      followsCatalog = true;
      if (changedMeanwhile) {
        rereads.namespaces(); // some were judged by what was in force before
      }
      feeds.follow();
      hasFeeds = true;
    }
  }

  private void namespaceChanged(String name) {
    if (followsCatalog) {
      rereads.namespace(name);
    }
  }

  /** Reads again what a related object affects, once anything was read that it could. */
  private final class Related implements EngineSink.Affected {

    @Override
    public void objects(Set<ResourceId> ids) {
      if (followsCatalog) {
        rereads.objects(ids);
      }
    }

    @Override
    public void kinds(Reread reread) {
      if (followsCatalog) {
        rereads.kinds(reread);
      }
    }
  }
}
