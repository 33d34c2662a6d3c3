package dev.securescore.related;

import dev.securescore.json.JsonMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Service that an Ingress or a route of the Gateway API leads to. */
record Backend(String namespace, String service) implements Key {

  static Set<Backend> ofIngress(JsonMap ingress) {
    String namespace = Skeleton.namespaceOf(ingress.object("metadata").string("namespace"));
    JsonMap spec = ingress.object("spec");
    Stream<JsonMap> ofPaths =
        spec.list("rules")
            .objects()
            .flatMap(rule -> rule.object("http").list("paths").objects())
            .map(path -> path.object("backend"));
    return Stream.concat(Stream.of(spec.object("defaultBackend")), ofPaths)
        .map(backend -> backend.object("service").string("name"))
        .filter(service -> !service.isEmpty())
        .map(service -> new Backend(namespace, service))
        .collect(Collectors.toSet());
  }

  /** A route that is attached to Services alone is one of a mesh and leads nobody in. */
  static Set<Backend> ofRoute(JsonMap route) {
    String own = Skeleton.namespaceOf(route.object("metadata").string("namespace"));
    JsonMap spec = route.object("spec");
    boolean ofGateway =
        spec.list("parentRefs").objects().anyMatch(parent -> isKind(parent, "Gateway"));
    if (!ofGateway) {
      return Set.of();
    }
    return spec.list("rules")
        .objects()
        .flatMap(rule -> rule.list("backendRefs").objects())
        .filter(backend -> backend.string("group").isEmpty() && isKind(backend, "Service"))
        .map(backend -> {
          String namespace = backend.string("namespace");
          return new Backend(namespace.isEmpty() ? own : namespace, backend.string("name"));
        })
        .collect(Collectors.toSet());
  }

  private static boolean isKind(JsonMap reference, String kind) {
    String typed = reference.string("kind");
    return typed.isEmpty() || typed.equals(kind);
  }
}
