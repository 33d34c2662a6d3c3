package dev.securescore.inventory;

import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of a workload that says what its pods are.
 *
 * @param spec the pod spec
 * @param metadata labels and annotations of the template; those of the pod itself for a Pod
 * @param containers regular, init and ephemeral containers, in this order
 */
public record PodTemplate(JsonMap spec, JsonMap metadata, JsonList containers) {

  /** The lists of a pod spec that hold containers. */
  public static final List<String> CONTAINER_LISTS =
      List.of("containers", "initContainers", "ephemeralContainers");

  /**
   * The template of an object; empty where its kind has none or the object does not hold it.
   *
   * <p>A list of containers that is none, which no API server takes, makes a pod spec that cannot
   * be judged: passing it over would look like compliance.
   */
  public static Optional<PodTemplate> of(JsonMap object, WorkloadKinds kinds) {
    return kinds
        .podSpecPath(KindName.of(object))
        .flatMap(path -> {
          JsonMap parent =
              object
                  .at(path.subList(0, path.size() - 1).toArray(String[]::new))
                  .orElse(JsonMap.EMPTY);
          return parent
              .at(path.getLast())
              .filter(spec -> CONTAINER_LISTS.stream().allMatch(list -> holdsObjects(spec, list)))
              .map(spec -> of(spec, parent.object("metadata")));
        });
  }

  private static boolean holdsObjects(JsonMap spec, String name) {
    return !spec.containsKey(name)
        || (spec.get(name) instanceof JsonList list && list.objects().count() == list.size());
  }

  private static PodTemplate of(JsonMap spec, JsonMap metadata) {
    JsonMap labelsAndAnnotations =
        Json.object(
            Map.of(
                "labels", metadata.object("labels"),
                "annotations", metadata.object("annotations")));
    Stream<JsonMap> containers =
        CONTAINER_LISTS.stream().flatMap(list -> spec.list(list).objects());
    return new PodTemplate(spec, labelsAndAnnotations, Json.list(containers.toList()));
  }

  /** Whether a port of the node leads to the pod: host network or a host port. */
  public boolean reachableThroughNode() {
    return spec.isTrue("hostNetwork")
        || containers
            .objects()
            .flatMap(container -> container.list("ports").objects())
            .anyMatch(port -> port.number("hostPort", 0) != 0);
  }
}
