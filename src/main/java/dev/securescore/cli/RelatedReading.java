package dev.securescore.cli;

import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Engine;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.related.RelatedKind;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from a cluster what verdicts on one of its namespaces need beside its objects. */
final class RelatedReading {

  private final ClusterReader reader;
  private final ServedKinds kinds;
  private final Console console;

  RelatedReading(ClusterReader reader, ServedKinds kinds, Console console) {
    this.reader = reader;
    this.kinds = kinds;
    this.console = console;
  }

  /** Tells an engine of all of it; the namespace is empty for a cluster-scoped resource. */
  void tell(Engine engine, Catalog catalog, String namespace) {
    Set<RelatedKind> wanted = catalog.relatedKinds();
    Map<KindName, ServedKind> served =
        kinds
            .inGroups(wanted.stream().map(kind -> kind.kind().group()).collect(Collectors.toSet()))
            .collect(Collectors.toMap(ServedKind::kind, Function.identity(), (one, same) -> one));
    for (RelatedKind kind : wanted) {
      @Nullable ServedKind found = served.get(kind.kind());
      if (found != null) {
        tell(engine, kind, found, namespace);
      } else if (kind.isOptional()) {
        engine.related(kind);
      } else {
        engine.unrelated(kind, "the API server does not serve it");
      }
    }
  }

  private void tell(Engine engine, RelatedKind kind, ServedKind served, String namespace) {
    String path = namespace.isEmpty() ? served.pathOfAll() : served.path(namespace);
    try {
      reader.list(path, object -> engine.relate(ResourceId.of(object), object));
      engine.related(kind);
    } catch (Failure forbidden) {
      engine.unrelated(kind, "you may not read it");
      console.say("warning: " + forbidden.getMessage());
    }
  }
}
