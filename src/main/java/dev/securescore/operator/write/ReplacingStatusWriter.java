package dev.securescore.operator.write;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Replaces the status of the version that was read; a conflict is an error and tried again. */
final class ReplacingStatusWriter implements StatusWriter {

  private final KubernetesClient client;

  ReplacingStatusWriter(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public <S, T> String write(CustomResource<S, T> resource, T status) {
    CustomResource<S, T> copy = Serialization.clone(resource);
    copy.setStatus(status);
    return client.resource(copy).updateStatus().getMetadata().getResourceVersion();
  }
}
