package dev.securescore.operator.watch;

import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Reread;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads objects again, by pages, because the rules or a namespace changed; namespaces themselves
 * are at hand.
 *
 * <p>What is asked for while a reading is due is done by that one. A reading that fails is tried
 * again until it succeeds; where a kind refuses, its feed takes over and tells.
 */
final class Rereads {

  private static final Logger LOG = LoggerFactory.getLogger(Rereads.class);

  /** More changed namespaces at once than this, and whole kinds are read instead. */
  private static final int NAMESPACES_AT_ONCE = 50;

  /** More affected objects of one kind at once than this, and the whole kind is read instead. */
  private static final int OBJECTS_AT_ONCE = 200;

  private static final long COALESCE_MILLIS = 50;
  private static final int ATTEMPTS = 5;
  private static final long WAIT_AFTER_FAILURE_MILLIS = 1_000;

  private final FeedContext context;
  private final Engine engine;
  private final Feeds feeds;
  private final EngineSink sink;

  private final Set<WatchedKind> kinds = new HashSet<>();
  private final Set<String> namespaces = new HashSet<>();
  private final Set<Place> places = new HashSet<>();
  private final Set<ResourceId> objects = new HashSet<>();
  private boolean isDue;

  // Only the one run that is due touches these.
  private final Deque<Place> queue = new ArrayDeque<>();
  private final Map<WatchedKind, Integer> failures = new HashMap<>();

  /** Objects of a kind in a namespace; everywhere where it is empty; one where it is named. */
  private record Place(WatchedKind kind, String namespace, String name) {

    Place(WatchedKind kind, String namespace) {
      this(kind, namespace, "");
    }

    /** Listing by name needs no further right than listing all. */
    @Nullable String fieldSelector() {
      return name.isEmpty() ? null : "metadata.name=" + name;
    }
  }

  Rereads(FeedContext context, Engine engine, Feeds feeds, EngineSink sink) {
    this.context = context;
    this.engine = engine;
    this.feeds = feeds;
    this.sink = sink;
  }

  /** Asks for the kinds that a change of the catalogue concerns. */
  void kinds(Reread reread) {
    List<WatchedKind> concerned =
        feeds.watched().stream().filter(kind -> reread.concerns(kind.name())).toList();
    synchronized (this) {
      kinds.addAll(concerned);
      if (reread.concerns(BuiltInKinds.NAMESPACE.name())) {
        kinds.add(BuiltInKinds.NAMESPACE);
      }
      plan(COALESCE_MILLIS);
    }
  }

  /** Asks for the kinds that a change concerns in a namespace; everywhere where it is empty. */
  void kinds(String namespace, Reread reread) {
    if (namespace.isEmpty()) {
      kinds(reread);
      return;
    }
    List<Place> concerned =
        feeds.watched().stream()
            .filter(kind -> kind.resource().isNamespaceScoped() && reread.concerns(kind.name()))
            .map(kind -> new Place(kind, namespace))
            .toList();
    synchronized (this) {
      places.addAll(concerned);
      plan(0);
    }
  }

  /** Asks for what a namespace holds, as far as a recommendation looks at namespaces. */
  synchronized void namespace(String name) {
    boolean matters =
        engine.catalog().judged().stream().anyMatch(each -> each.rule().needsNamespace());
    if (matters) {
      namespaces.add(name);
      plan(context.settings().quiet().toMillis());
    }
  }

  /** Asks for all namespaces. */
  synchronized void namespaces() {
    kinds.add(BuiltInKinds.NAMESPACE);
    plan(0);
  }

  /** Asks for single objects, which something changed that they are related to. */
  synchronized void objects(Set<ResourceId> ids) {
    objects.addAll(ids);
    plan(COALESCE_MILLIS);
  }

  /** Whether something was asked for that is not read yet. */
  synchronized boolean arePending() {
    return isDue;
  }

  private void plan(long waitMillis) {
    boolean isNothing =
        kinds.isEmpty() && namespaces.isEmpty() && places.isEmpty() && objects.isEmpty();
    if (!isDue && !isNothing) {
      isDue = true;
      schedule(waitMillis);
    }
  }

  private void schedule(long waitMillis) {
    var next = context.scheduler().schedule(this::run, waitMillis, TimeUnit.MILLISECONDS);
    LOG.trace("re-read planned pending={}", !next.isDone());
  }

  private void run() {
    while (!queue.isEmpty() || fill()) {
      if (!isDone(queue.getFirst())) {
        schedule(WAIT_AFTER_FAILURE_MILLIS);
        return;
      }
      queue.removeFirst();
    }
  }

  /** Queues what was asked for; where it is nothing, nothing is due any more. */
  private boolean fill() {
    List<WatchedKind> watched = new ArrayList<>(feeds.watched());
    watched.add(BuiltInKinds.NAMESPACE);
    synchronized (this) {
      queue.addAll(takePlaces(watched));
      isDue = !queue.isEmpty();
      return isDue;
    }
  }

  private List<Place> takePlaces(List<WatchedKind> watched) {
    List<Place> taken = new ArrayList<>(places);
    boolean byKind = namespaces.size() > NAMESPACES_AT_ONCE;
    for (WatchedKind kind : watched) {
      if (kind.resource().isNamespaceScoped() && looksAtNamespaces(kind)) {
        if (byKind) {
          kinds.add(kind);
        } else {
          namespaces.forEach(name -> taken.add(new Place(kind, name)));
        }
      }
    }
    for (WatchedKind kind : watched) {
      List<ResourceId> affected =
          objects.stream().filter(id -> id.kind().equals(kind.name())).toList();
      if (affected.size() > OBJECTS_AT_ONCE) {
        kinds.add(kind);
      } else if (!kinds.contains(kind)) {
        affected.forEach(id -> taken.add(new Place(kind, id.namespace(), id.name())));
      }
    }
    kinds.stream().map(kind -> new Place(kind, "")).forEach(taken::add);
    kinds.clear();
    namespaces.clear();
    places.clear();
    objects.clear();
    return taken;
  }

  private boolean looksAtNamespaces(WatchedKind kind) {
    Catalog catalog = engine.catalog();
    return catalog.judged().stream()
        .map(recommendation -> recommendation.rule())
        .anyMatch(rule -> rule.needsNamespace() && rule.kinds().matches(kind.name()));
  }

  /** Reads a place; returns false where it must be tried again. */
  private boolean isDone(Place place) {
    try {
      if (place.kind().equals(BuiltInKinds.NAMESPACE)) {
        namespaces(place.name());
      } else {
        pages(place);
      }
      failures.remove(place.kind());
      return true;
    } catch (KubernetesClientException e) {
      return isGivenUp(place.kind(), Refusal.of(e));
    } catch (RuntimeException e) {
      LOG.error("re-read failed kind={}", place.kind().name(), e);
      feeds.restart(place.kind().name());
      return true;
    }
  }

  /** Brings namespaces again: the engine keeps them, so nobody need be asked. */
  private void namespaces(String name) {
    if (name.isEmpty()) {
      engine.namespaces().values().forEach(this::again);
    } else {
      engine.namespace(name).ifPresent(this::again);
    }
  }

  /** One that cannot be judged must not keep the others from it. */
  private void again(JsonMap namespace) {
    try {
      sink.observeAgain(namespace);
    } catch (RuntimeException e) {
      LOG.error("cannot judge namespace={}", namespace.object("metadata").string("name"), e);
    }
  }

  private void pages(Place place) {
    @Nullable String next = null;
    do {
      var objects =
          place.namespace().isEmpty()
              ? place.kind().in(context.client())
              : place.kind().in(context.client(), place.namespace());
      ReadObjects page =
          objects.list(
              new ListOptionsBuilder()
                  .withLimit((long) context.settings().pageSize())
                  .withContinue(next)
                  .withFieldSelector(place.fieldSelector())
                  .build());
      page.getItems().forEach(item -> sink.observeAgain(item.as(place.kind())));
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
  }

  /** Hands a kind that keeps refusing over to its feed, which will tell. */
  private boolean isGivenUp(WatchedKind kind, Refusal refusal) {
    int failed = refusal.isAnswer() ? failures.merge(kind, 1, Integer::sum) : 0;
    LOG.debug("re-read failed kind={} reason=\"{}\"", kind.name(), refusal.reason());
    boolean givenUp = refusal.isFinal() || failed >= ATTEMPTS;
    if (givenUp) {
      failures.remove(kind);
      feeds.restart(kind.name());
    }
    return givenUp;
  }
}
