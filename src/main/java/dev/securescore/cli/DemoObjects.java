package dev.securescore.cli;

import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts objects into the demo's API as a real one would store them: completed, old, and once. */
final class DemoObjects {

  /** Older than what a bare Pod or Job must be to count. */
  private static final Duration AGE = Duration.ofHours(1);

  private final KubernetesClient client;
  private final Clock clock;
  private final Set<ResourceId> created = new HashSet<>();
  private final Set<String> namespaces = new HashSet<>();

  DemoObjects(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Creates an object; of two with one name the first stays. */
  void create(JsonMap typed) {
    KubernetesSerialization serialization = client.getKubernetesSerialization();
    boolean namespaced = isNamespaced(serialization.convertValue(typed, KubernetesResource.class));
    JsonMap object = complete(typed, namespaced);
    ResourceId id = ResourceId.of(object);
    if (!created.add(id)) {
      return;
    }
    if (namespaced) {
      namespaces.add(id.namespace());
    }
    GenericKubernetesResource resource =
        serialization.convertValue(object, GenericKubernetesResource.class);
    client.genericKubernetesResources(context(object, namespaced)).resource(resource).create();
  }

  /** Creates the namespaces that objects live in and nobody described. */
  void createMissingNamespaces() {
    for (String name : Set.copyOf(namespaces)) {
      create(
          Json.object(
              Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name))));
    }
  }

  private JsonMap complete(JsonMap typed, boolean namespaced) {
    JsonMap metadata =
        typed
            .object("metadata")
            .with(
                "creationTimestamp",
                clock.instant().minus(AGE).truncatedTo(ChronoUnit.SECONDS).toString());
    if (namespaced && metadata.string("namespace").isEmpty()) {
      metadata = metadata.with("namespace", "default");
    }
    return Defaults.apply(typed.with("metadata", metadata));
  }

  /** A kind that the client does not know lives in a namespace if this object does. */
  private static boolean isNamespaced(KubernetesResource resource) {
    return resource instanceof GenericKubernetesResource generic
        ? generic.getMetadata().getNamespace() != null
        : resource instanceof Namespaced;
  }

  private static ResourceDefinitionContext context(JsonMap object, boolean namespaced) {
    KindName kind = KindName.of(object);
    String apiVersion = object.string("apiVersion");
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
        .withKind(kind.kind())
        .withPlural(kind.plural())
        .withNamespaced(namespaced)
        .build();
  }
}
