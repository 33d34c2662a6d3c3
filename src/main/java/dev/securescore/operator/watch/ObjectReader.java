package dev.securescore.operator.watch;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the client gives as the JSON that the API sent, without managed fields. */
final class ObjectReader {

  private final KubernetesSerialization serialization;

  ObjectReader(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** The object as JSON; apiVersion and kind are told here, as items of a list do not say them. */
  JsonMap read(WatchedKind kind, GenericKubernetesResource object) {
    ObjectMeta metadata = object.getMetadata();
    metadata.setManagedFields(List.of());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", kind.apiVersion());
    tree.put("kind", kind.name().kind());
    tree.put("metadata", serialization.convertValue(metadata, Map.class));
    tree.putAll(object.getAdditionalProperties());
    return Json.object(tree);
  }
}
