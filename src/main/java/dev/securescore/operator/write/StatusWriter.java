package dev.securescore.operator.write;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Writes the status of a custom resource and nothing else of it. */
public interface StatusWriter {

  /** Name under which the API server keeps what we wrote. */
  String FIELD_MANAGER = "secure-score";

  /**
   * Gives a resource another status.
   *
   * @param resource as it was read
   * @return the resource's version after the write
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API refuses
   */
  <S, T> String write(CustomResource<S, T> resource, T status);

  /** Writes by server-side apply; what a real API server has. */
  static StatusWriter applying(KubernetesClient client) {
    return new ApplyingStatusWriter(client);
  }

  /** Writes by replacing the status subresource; for the embedded API, which cannot apply. */
  static StatusWriter replacing(KubernetesClient client) {
    return new ReplacingStatusWriter(client);
  }
}
