package dev.securescore.operator.watch;

import dev.securescore.engine.Engine;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.related.RelatedKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed for each kind that a catalogue asks of; a kind is watched once, however many ask.
 *
 * <p>Secrets are never read, whoever names them.
 */
final class Feeds {

  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
  private static final KindName SECRET = new KindName("", "Secret");

  private final FeedContext context;
  private final Engine engine;
  private final ObjectSink sink;

  /** A feed that settles asks for what is watched, holding its own lock: reading needs none. */
  private final Map<ResourceName, KindFeed> feeds = new ConcurrentHashMap<>();

  private volatile boolean isFollowed;
  private boolean isStopped;

  Feeds(FeedContext context, Engine engine, ObjectSink sink) {
    this.context = context;
    this.engine = engine;
    this.sink = sink;
  }

  /**
   * Starts and stops feeds, so that those of the catalogue in force run; Namespaces have a feed of
   * their own.
   */
  synchronized void follow() {
    Map<ResourceName, KindName> wanted = engine.catalog().resources();
    if (wanted.remove(SECRET.resource()) == null) {
      engine.available(SECRET);
    } else {
      engine.unavailable(SECRET, "Secrets are never read");
    }
    for (Map.Entry<ResourceName, KindFeed> entry : Map.copyOf(feeds).entrySet()) {
      if (!wanted.containsKey(entry.getKey())) {
        feeds.remove(entry.getKey());
        stop(entry.getKey(), entry.getValue());
      }
    }
    Set<ResourceName> related = related(wanted.keySet());
    isFollowed = false; // what settles from now on looks again
    start(wanted, related::contains);
    isFollowed = related.stream().allMatch(this::isSettled);
    if (isFollowed) {
      start(wanted, name -> true);
    }
  }

  /**
   * What another object's verdict or exposure needs is read first, as all are judged on arrival.
   */
  private void start(Map<ResourceName, KindName> wanted, Predicate<ResourceName> which) {
    wanted.forEach((name, likely) -> {
      if (which.test(name)) {
        feeds.computeIfAbsent(name, missing -> start(name, likely));
      }
    });
  }

  private boolean isSettled(ResourceName name) {
    @Nullable KindFeed feed = feeds.get(name);
    return feed == null || feed.isSettled();
  }

  private void settled(ResourceName name) {
    if (!isFollowed) {
      LOG.debug("read first resource={}", name);
      context.scheduler().execute(this::goOn);
    }
  }

  private synchronized void goOn() {
    if (!isFollowed && !isStopped) {
      follow();
    }
  }

  private static Set<ResourceName> related(Set<ResourceName> wanted) {
    return Arrays.stream(RelatedKind.values())
        .map(kind -> kind.kind().resource())
        .filter(wanted::contains)
        .collect(Collectors.toSet());
  }

  private KindFeed start(ResourceName name, KindName likely) {
    KindFeed feed = new KindFeed(context, name, likely, sink, () -> settled(name));
    feed.start();
    return feed;
  }

  private void stop(ResourceName name, KindFeed feed) {
    feed.stop();
    engine.forgetKind(feed.name());
    engine.forgetKind(name.likelyKind());
  }

  /** The kinds that are read, as far as the server told them. */
  List<WatchedKind> watched() {
    List<WatchedKind> kinds = new ArrayList<>();
    feeds.values().forEach(feed -> feed.kind().ifPresent(kinds::add));
    return kinds;
  }

  /** Reads a kind as a whole and takes it for new. */
  synchronized void restart(KindName kind) {
    feeds.values().stream().filter(feed -> feed.name().equals(kind)).forEach(KindFeed::restart);
  }

  /** Whether every kind was read, or is known to be unavailable. */
  boolean areSettled() {
    return isFollowed && feeds.values().stream().allMatch(KindFeed::isSettled);
  }

  /** The kinds whose watch is down, with how long. */
  Map<KindName, Duration> down() {
    Map<KindName, Duration> down = new HashMap<>();
    feeds.values().forEach(feed -> feed.down().ifPresent(time -> down.put(feed.name(), time)));
    return down;
  }

  /** Ends all of them; what was read stays. */
  synchronized void stop() {
    isStopped = true;
    feeds.values().forEach(KindFeed::stop);
    feeds.clear();
  }
}
