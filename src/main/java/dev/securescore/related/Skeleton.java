package dev.securescore.related;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is kept of a related object: what people wrote, without what the cluster adds to it. */
final class Skeleton {

  /** The namespace of what names none, and the service account of a pod that names none. */
  static final String DEFAULT = "default";

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final Set<String> LEFT_OUT = Set.of("metadata", "status", "secrets");
  private static final Set<String> OF_METADATA = Set.of("name", "namespace", "labels");

  private Skeleton() {}

  /** As kubectl does: what names no namespace goes to {@code default}. */
  static String namespaceOf(String typed) {
    return typed.isEmpty() ? DEFAULT : typed;
  }

  static JsonMap of(JsonMap object) {
    Map<String, Object> kept = new LinkedHashMap<>();
    object.forEach((key, value) -> {
      if (!LEFT_OUT.contains(key)) {
        kept.put(key, value);
      }
    });
    kept.put("metadata", metadata(object.object("metadata")));
    return Json.object(kept);
  }

  private static Map<String, Object> metadata(JsonMap metadata) {
    Map<String, Object> kept = new LinkedHashMap<>();
    metadata.forEach((key, value) -> {
      if (OF_METADATA.contains(key)) {
        kept.put(key, value);
      }
    });
    Map<String, Object> annotations = new LinkedHashMap<>(metadata.object("annotations"));
    annotations.remove(LAST_APPLIED);
    if (!annotations.isEmpty()) {
      kept.put("annotations", annotations);
    }
    return kept;
  }
}
