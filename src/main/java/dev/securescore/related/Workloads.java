package dev.securescore.related;

import dev.securescore.inventory.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What runs pods, found from the other end: by what relates to it. Not thread-safe. */
public final class Workloads {

  private final Map<String, Map<ResourceId, Subject.Workload>> byNamespace = new HashMap<>();

  /** Learns what decides about an object's relations; what runs no pods is left out. */
  public void put(ResourceId id, Subject subject) {
    if (subject instanceof Subject.Workload workload) {
      byNamespace.computeIfAbsent(id.namespace(), name -> new HashMap<>()).put(id, workload);
    } else {
      remove(id);
    }
  }

  /** Learns that an object is gone, or is not judged any more. */
  public void remove(ResourceId id) {
    @Nullable Map<ResourceId, Subject.Workload> there = byNamespace.get(id.namespace());
    if (there != null) {
      there.remove(id);
      if (there.isEmpty()) {
        byNamespace.remove(id.namespace());
      }
    }
  }

  /** Those of a namespace. */
  Stream<Map.Entry<ResourceId, Subject.Workload>> in(String namespace) {
    return byNamespace.getOrDefault(namespace, Map.of()).entrySet().stream();
  }

  /** All of them. */
  Stream<Map.Entry<ResourceId, Subject.Workload>> all() {
    return byNamespace.values().stream().flatMap(each -> each.entrySet().stream());
  }
}
