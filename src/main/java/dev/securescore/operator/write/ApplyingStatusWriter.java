package dev.securescore.operator.write;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Applies an object that holds its identity and its status only, so that we own nothing else. */
final class ApplyingStatusWriter implements StatusWriter {

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  ApplyingStatusWriter(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public <S, T> String write(CustomResource<S, T> resource, T status) {
    ObjectMeta metadata = resource.getMetadata();
    GenericKubernetesResource identityAndStatus =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(resource.getApiVersion())
            .withKind(resource.getKind())
            .withNewMetadata()
            .withName(metadata.getName())
            .withNamespace(metadata.getNamespace())
            .endMetadata()
            .addToAdditionalProperties("status", status)
            .build();
    return client
        .resource(identityAndStatus)
        .subresource("status")
        .patch(APPLY)
        .getMetadata()
        .getResourceVersion();
  }
}
