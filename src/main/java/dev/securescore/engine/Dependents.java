package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.KindMatch;
import dev.securescore.catalog.Recommendation;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedObjects;
import dev.securescore.related.Subject;
import dev.securescore.related.Workloads;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be judged again when a related object changes; not thread-safe, the engine guards it.
 */
final class Dependents {

  /** The kinds that decide whether a workload can be reached from outside. */
  private static final Set<RelatedKind> LEADING =
      EnumSet.of(
          RelatedKind.SERVICE,
          RelatedKind.INGRESS,
          RelatedKind.HTTP_ROUTE,
          RelatedKind.GRPC_ROUTE,
          RelatedKind.TLS_ROUTE,
          RelatedKind.TCP_ROUTE,
          RelatedKind.UDP_ROUTE);

  private final RelatedObjects objects;
  private final Workloads workloads = new Workloads();

  Dependents(RelatedObjects objects) {
    this.objects = objects;
  }

  /** Learns of a judged object what decides about its relations. */
  void put(ResourceId id, Part part, Subject subject) {
    if (part instanceof Part.Live) {
      workloads.put(id, subject);
    } else {
      workloads.remove(id);
    }
  }

  void remove(ResourceId id) {
    workloads.remove(id);
  }

  /** Learns a related object; returns what must be judged again. */
  Set<ResourceId> relate(ResourceId id, JsonMap object, Catalog catalog) {
    return concerned(id.kind(), objects.put(id, object, workloads), catalog);
  }

  /** Learns that a related object is gone; returns what must be judged again. */
  Set<ResourceId> unrelate(ResourceId id, Catalog catalog) {
    return concerned(id.kind(), objects.remove(id, workloads), catalog);
  }

  private static Set<ResourceId> concerned(
      KindName changed, Set<ResourceId> affected, Catalog catalog) {
    if (affected.isEmpty()) {
      return affected;
    }
    RelatedKind kind = RelatedKind.of(changed).orElseThrow();
    Reread reread = of(kind, catalog);
    return affected.stream()
        .filter(id -> reread.concerns(id.kind()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The kinds whose verdicts, or whose exposure, depend on objects of a related kind. */
  static Reread of(RelatedKind kind, Catalog catalog) {
    List<KindMatch> kinds = new ArrayList<>();
    if (LEADING.contains(kind)) {
      kinds.add(new KindMatch.Workloads(catalog.policy().inventory().kinds()));
    }
    catalog.judged().stream()
        .map(Recommendation::rule)
        .filter(rule -> rule.needs(kind))
        .forEach(rule -> kinds.add(rule.kinds()));
    return new Reread(List.copyOf(kinds));
  }
}
