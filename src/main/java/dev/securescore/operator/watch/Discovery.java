package dev.securescore.operator.watch;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how a server serves a resource. */
final class Discovery {

  private final KubernetesClient client;

  Discovery(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The kind behind a name, in the version that the server prefers; empty where it has none.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where the server does not answer
   */
  Optional<WatchedKind> find(ResourceName name) {
    return BuiltInKinds.find(name).or(() -> ask(name));
  }

  private Optional<WatchedKind> ask(ResourceName name) {
    for (String groupVersion : groupVersions(name.group())) {
      @Nullable APIResourceList resources = client.getApiResources(groupVersion);
      Optional<APIResource> found =
          resources == null
              ? Optional.empty()
              : resources.getResources().stream()
                  .filter(resource -> serves(resource, name))
                  .findFirst();
      if (found.isPresent()) {
        return found.map(resource ->
            WatchedKind.of(ResourceDefinitionContext.fromApiResource(groupVersion, resource)));
      }
    }
    return Optional.empty();
  }

  private Set<String> groupVersions(String group) {
    if (group.isEmpty()) {
      return Set.of("v1");
    }
    Set<String> versions = new LinkedHashSet<>();
    @Nullable APIGroup served = client.getApiGroup(group);
    if (served != null) {
      @Nullable GroupVersionForDiscovery preferred = served.getPreferredVersion();
      if (preferred != null) {
        versions.add(preferred.getGroupVersion());
      }
      served.getVersions().forEach(version -> versions.add(version.getGroupVersion()));
    }
    return versions;
  }

  /** A workload kind of a policy has a kind only, so its plural is a guess. */
  private static boolean serves(APIResource resource, ResourceName name) {
    boolean isSubresource = resource.getName().indexOf('/') >= 0;
    return !isSubresource
        && (resource.getName().equals(name.plural())
            || new KindName(name.group(), resource.getKind()).resource().equals(name));
  }
}
