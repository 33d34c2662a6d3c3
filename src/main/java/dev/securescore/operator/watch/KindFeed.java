package dev.securescore.operator.watch;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.ResourceName;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every object of one kind before a sink, as it arrives, changes and goes.
 *
 * <p>A kind that is missing or forbidden is told as unavailable and tried again for ever. A server
 * that goes away costs nothing: the informer lists again when it is back. One that has just come
 * back may refuse for a moment, so a kind that was read before is given up only after a while.
 */
final class KindFeed {

  private static final Logger LOG = LoggerFactory.getLogger(KindFeed.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** A watch that the server ends, as it does every few minutes, is up again after a second. */
  private static final Duration RENEWED = Duration.ofSeconds(5);

  private final FeedContext context;
  private final ResourceName resource;
  private final KindName likely;
  private final ObjectSink sink;
  private final Runnable onSettled;
  private final ArrivalQueue arrivals;
  private final SkeletonStore store;

  private volatile @Nullable WatchedKind kind;
  private volatile boolean settled;
  private @Nullable SharedIndexInformer<ReadObject> informer;
  private long watches;
  private @Nullable Instant failingSince;
  private volatile @Nullable Instant downSince;
  private @Nullable String told;
  private boolean synced;
  private boolean stopped;

  /**
   * A feed that has not started.
   *
   * @param likely names the kind until the server tells its name
   * @param onSettled called each time the kind was read as a whole, or told as unavailable
   */
  KindFeed(
      FeedContext context,
      ResourceName resource,
      KindName likely,
      ObjectSink sink,
      Runnable onSettled) {
    this.context = context;
    this.resource = resource;
    this.likely = likely;
    this.sink = sink;
    this.onSettled = onSettled;
    this.arrivals = new ArrivalQueue(context.judging(), context.settings().pageSize());
    this.store =
        new SkeletonStore(
            new SkeletonStore.Arrivals() {
              @Override
              public void arrived(ReadObject object, boolean anew) {
                @Nullable WatchedKind as = kind;
                if (as != null) {
                  arrivals.add(() -> KindFeed.this.arrived(object, as, anew));
                }
              }

              @Override
              public void left(String namespace, String name) {
                ResourceId gone = new ResourceId(name(), namespace, name, "");
                arrivals.add(() -> sink.forget(gone));
              }
            });
  }

  void start() {
    context.scheduler().execute(this::attempt);
  }

  /** Reads everything once more and takes it for new. */
  synchronized void restart() {
    if (!stopped) {
      settled = false;
      synced = false;
      stopInformer();
      store.forgetVersions();
      start();
    }
  }

  /** Ends; afterwards the sink hears nothing more of it. */
  synchronized void stop() {
    stopped = true;
    stopInformer();
    store.close();
    arrivals.close();
  }

  /** Whether everything was read, or it is known that it cannot be. */
  boolean isSettled() {
    return settled;
  }

  /** The kind as the server has it; empty until it was asked. */
  Optional<WatchedKind> kind() {
    return Optional.ofNullable(kind);
  }

  /** The kind's name, as far as it is known. */
  KindName name() {
    @Nullable WatchedKind known = kind;
    return known == null ? likely : known.name();
  }

  private void arrived(ReadObject object, WatchedKind as, boolean anew) {
    try {
      JsonMap whole = object.as(as);
      if (anew) {
        sink.observeAgain(whole);
      }
      sink.observe(whole);
    } catch (RuntimeException e) {
      LOG.error("cannot judge kind={} object={}", as.name(), store.getKey(object), e);
    }
  }

  private void attempt() {
    if (isIdle()) {
      findAndWatch();
    }
  }

  private synchronized boolean isIdle() {
    return !stopped && informer == null;
  }

  private void findAndWatch() {
    try {
      Optional<WatchedKind> found = context.discovery().find(resource);
      if (found.isEmpty()) {
        failed(new Refusal(404, ""));
        return;
      }
      probe(found.get());
      watch(found.get());
    } catch (KubernetesClientException e) {
      failed(Refusal.of(e));
    } catch (RuntimeException e) {
      LOG.error("cannot watch kind={}", name(), e);
      failed(Refusal.of(e));
    }
  }

  private synchronized void watch(WatchedKind found) {
    if (!isIdle()) {
      return;
    }
    if (!found.equals(kind)) {
      store.forgetVersions();
    }
    kind = found;
    SharedIndexInformer<ReadObject> next =
        found
            .in(context.client())
            .withLimit((long) context.settings().pageSize())
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(store)
            .exceptionHandler((started, failure) -> !Refusal.of(failure).isFinal());
    informer = next;
    long which = ++watches;
    var ended = next.stopped().whenComplete((nothing, failure) -> ended(which, failure));
    var started =
        next.start()
            .whenComplete((nothing, failure) -> {
              if (failure == null) {
                arrivals.afterwards(() -> schedule(() -> synced(which), Duration.ZERO));
              }
            });
    LOG.debug("watching kind={} ended={} started={}", found.name(), ended, started);
  }

  private synchronized void synced(long which) {
    if (!isCurrent(which)) {
      return;
    }
    synced = true;
    failingSince = null;
    if (told != null) {
      LOG.info("kind can be read again kind={}", name());
      told = null;
    }
    sink.available(likely);
    sink.available(name());
    settled();
    look(which);
    schedule(() -> check(which), context.settings().retry());
  }

  /** Looks now and then whether the watch is up, which asks nobody. */
  private void look(long which) {
    if (isCurrent(which)) {
      sawWatching(isWatching());
      schedule(() -> look(which), LOOK);
    }
  }

  private synchronized void sawWatching(boolean up) {
    @Nullable Instant since = downSince;
    if (up) {
      downSince = null;
    } else if (since == null) {
      downSince = context.clock().instant();
    }
  }

  /** How long the watch has been down; empty while it is up, or where the kind cannot be read. */
  Optional<Duration> down() {
    return Optional.ofNullable(downSince)
        .map(since -> Duration.between(since, context.clock().instant()));
  }

  /** Asks where the watch is down: the informer tries for ever, even where it is refused. */
  private void check(long which) {
    if (isCurrent(which)) {
      try {
        if (down().filter(time -> time.compareTo(RENEWED) > 0).isPresent()) {
          kind().ifPresent(this::probe);
        }
        schedule(() -> check(which), context.settings().retry());
      } catch (KubernetesClientException e) {
        refused(which, Refusal.of(e));
      }
    }
  }

  private synchronized boolean isCurrent(long which) {
    return which == watches && informer != null;
  }

  private synchronized boolean isWatching() {
    return informer != null && informer.isWatching();
  }

  private synchronized void refused(long which, Refusal refusal) {
    if (isCurrent(which) && refusal.isFinal()) {
      stopInformer();
      failed(refusal);
    } else if (isCurrent(which)) {
      schedule(() -> check(which), context.settings().retry());
    }
  }

  private void probe(WatchedKind found) {
    found.in(context.client()).list(new ListOptionsBuilder().withLimit(1L).build());
  }

  private synchronized void ended(long which, @Nullable Throwable failure) {
    if (isCurrent(which) && failure != null && !stopped) {
      informer = null;
      failed(Refusal.of(failure));
    }
  }

  private synchronized void failed(Refusal refusal) {
    if (!isIdle()) {
      return;
    }
    Instant now = context.clock().instant();
    Instant since = failingSince == null ? now : failingSince;
    failingSince = since;
    boolean lasts = !since.plus(context.settings().retry()).isAfter(now);
    boolean givenUp = refusal.isAnswer() && (lasts || (refusal.isFinal() && !synced));
    sawWatching(!synced || givenUp);
    if (givenUp) {
      String reason = refusal.reason();
      if (!reason.equals(told)) {
        LOG.warn("kind cannot be read kind={} reason=\"{}\"", name(), reason);
        told = reason;
      }
      if (refusal.isUnserved()) {
        sink.unserved(name(), reason);
      } else {
        sink.unavailable(name(), reason);
      }
      settled();
    }
    schedule(this::attempt, givenUp ? context.settings().retry() : SOON);
  }

  private void schedule(Runnable action, Duration wait) {
    var next = context.scheduler().schedule(action, wait.toMillis(), TimeUnit.MILLISECONDS);
    LOG.trace("planned kind={} wait={} done={}", name(), wait, next.isDone());
  }

  private void settled() {
    settled = true;
    onSettled.run();
  }

  private void stopInformer() {
    @Nullable SharedIndexInformer<ReadObject> old = informer;
    informer = null;
    if (old != null) {
      old.stop();
    }
  }
}
