package dev.securescore.operator.watch;

import dev.securescore.inventory.KindName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A kind in the one version in which it is read. */
record WatchedKind(KindName name, ResourceDefinitionContext resource) {

  static WatchedKind of(ResourceDefinitionContext resource) {
    String group = resource.getGroup() == null ? "" : resource.getGroup();
    return new WatchedKind(new KindName(group, resource.getKind()), resource);
  }

  String apiVersion() {
    return name.group().isEmpty()
        ? resource.getVersion()
        : name.group() + "/" + resource.getVersion();
  }

  /** Every object of the kind. */
  AnyNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(KubernetesClient client) {
    var objects = client.genericKubernetesResources(resource);
    return resource.isNamespaceScoped() ? objects.inAnyNamespace() : objects;
  }

  /** The objects of the kind in one namespace. */
  AnyNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(KubernetesClient client, String namespace) {
    return client.genericKubernetesResources(resource).inNamespace(namespace);
  }
}
