package dev.securescore.operator.watch;

import dev.securescore.inventory.KindName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.impl.BaseClient;

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
  AnyNamespaceOperation<ReadObject, ReadObjects, Resource<ReadObject>> in(KubernetesClient client) {
    var objects = objects(client);
    return resource.isNamespaceScoped() ? objects.inAnyNamespace() : objects;
  }

  /** The objects of the kind in one namespace. */
  AnyNamespaceOperation<ReadObject, ReadObjects, Resource<ReadObject>> in(
      KubernetesClient client, String namespace) {
    return objects(client).inNamespace(namespace);
  }

  /** As {@code client.genericKubernetesResources}, for a model of our own. */
  private MixedOperation<ReadObject, ReadObjects, Resource<ReadObject>> objects(
      KubernetesClient client) {
    return client
        .adapt(BaseClient.class)
        .newHasMetadataOperation(resource, ReadObject.class, ReadObjects.class);
  }
}
