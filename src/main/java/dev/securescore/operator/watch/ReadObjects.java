package dev.securescore.operator.watch;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of objects. */
final class ReadObjects extends DefaultKubernetesResourceList<ReadObject> {

  private static final long serialVersionUID = 1L;
}
