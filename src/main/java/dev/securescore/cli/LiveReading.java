package dev.securescore.cli;

import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Engine;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.ResourceName;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads of a cluster, or of one of its namespaces, what the operator would read of it. */
final class LiveReading {

  /** Never read, whatever a recommendation names. */
  private static final KindName SECRET = new KindName("", "Secret");

  private static final ServedKind NAMESPACES =
      new ServedKind(KindName.NAMESPACE, "v1", "namespaces", Set.of(), false);
  private static final String UNSERVED = "the API server does not serve it";

  private final ClusterReader reader;
  private final ServedKinds kinds;
  private final Console console;
  private final Engine engine;
  private final String namespace;
  private final Set<String> said = new HashSet<>();

  /**
   * A reading for an engine whose catalogue is in force.
   *
   * @param namespace the only one; empty for the whole cluster
   */
  LiveReading(
      ClusterReader reader, ServedKinds kinds, Console console, Engine engine, String namespace) {
    this.reader = reader;
    this.kinds = kinds;
    this.console = console;
    this.engine = engine;
    this.namespace = namespace;
  }

  /** Hears what was read of the kinds that are judged. */
  interface Told {

    /** An object to observe. */
    void object(ServedKind kind, JsonMap object);

    /** Objects of a kind under a path that cannot be read. */
    void unread(KindName kind, String apiVersion, String path, String message);
  }

  /** Tells the engine of namespaces and related objects first, as objects are judged on arrival. */
  void all(Told told) {
    List<JsonMap> namespaces = namespaces(told);
    related();
    engine.catalog().resources().forEach((name, likely) -> tell(name, likely, told));
    if (isAsked(KindName.NAMESPACE)) {
      namespaces.forEach(each -> told.object(NAMESPACES, each));
    }
  }

  private List<JsonMap> namespaces(Told told) {
    List<JsonMap> all = new ArrayList<>();
    String path = NAMESPACES.pathOfAll();
    try {
      if (namespace.isEmpty()) {
        reader.list(path, all::add);
      } else {
        path += "/" + namespace;
        all.add(reader.get(path).orElseThrow(this::noNamespace));
      }
    } catch (Forbidden forbidden) {
      say(forbidden);
      if (isAsked(KindName.NAMESPACE)) {
        unread(KindName.NAMESPACE, "v1", path, forbidden.getMessage(), told);
      }
    }
    all.forEach(engine::namespace);
    return all;
  }

  private Failure noNamespace() {
    return new Failure(
        "the cluster '" + reader.cluster() + "' has no namespace '" + namespace + "'");
  }

  /** Tells the engine of the objects that verdicts on others need. */
  void related() {
    Catalog catalog = engine.catalog();
    for (RelatedKind kind : catalog.relatedKinds()) {
      Optional<ServedKind> served = kinds.find(kind.kind().resource());
      if (served.isPresent()) {
        relate(kind, served.get());
      } else if (kind.isOptional()) {
        engine.related(kind);
      } else {
        engine.unrelated(kind, UNSERVED);
      }
    }
  }

  private void relate(RelatedKind kind, ServedKind served) {
    boolean everywhere = namespace.isEmpty() || kind.reachesOtherNamespaces();
    try {
      reader.list(
          everywhere ? served.pathOfAll() : served.path(namespace),
          object -> engine.relate(ResourceId.of(object), object));
      engine.related(kind);
    } catch (Forbidden forbidden) {
      engine.unrelated(
          kind, everywhere ? "you may not read it in all namespaces" : "you may not read it");
      say(forbidden);
    }
  }

  private void tell(ResourceName name, KindName likely, Told told) {
    if (name.equals(SECRET.resource())) {
      unread(SECRET, "v1", "/api/v1/secrets", "Secrets are never read", told);
      return;
    }
    Optional<ServedKind> served = kinds.find(name);
    KindName kind = served.map(ServedKind::kind).orElse(likely);
    if (!isAsked(kind)) {
      return;
    }
    if (served.isEmpty()) {
      unread(kind, name.group(), "/apis/" + name.group() + "/" + name.plural(), UNSERVED, told);
    } else if (namespace.isEmpty() || served.get().namespaced()) {
      observe(served.get(), told);
    }
  }

  private void observe(ServedKind kind, Told told) {
    String path = namespace.isEmpty() ? kind.pathOfAll() : kind.path(namespace);
    try {
      reader.list(path, object -> told.object(kind, object));
    } catch (Forbidden forbidden) {
      say(forbidden);
      unread(kind.kind(), kind.groupVersion(), path, forbidden.getMessage(), told);
    }
  }

  private void unread(KindName kind, String apiVersion, String path, String message, Told told) {
    engine.unavailable(kind, message);
    told.unread(kind, apiVersion, path.substring(1), message);
  }

  private boolean isAsked(KindName kind) {
    return !engine.catalog().asked(kind).isEmpty();
  }

  /** A path may be refused twice, where objects are judged and related to others. */
  private void say(Forbidden forbidden) {
    if (said.add(forbidden.getMessage())) {
      console.say("warning: " + forbidden.getMessage());
    }
  }
}
