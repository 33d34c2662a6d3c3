package dev.securescore.engine;

import dev.securescore.api.LabelSelector;

/** Which resources a score is about. */
public sealed interface Scope {

  /** Everything that was observed, platform or not; what a scan of files is about. */
  record Everything() implements Scope {}

  /**
   * The cluster without its platform and its excluded namespaces, or the resources in it that a
   * selector chooses.
   */
  record Cluster(LabelSelector resources) implements Scope {

    /** All resources of the cluster. */
    public Cluster() {
      this(LabelSelector.EVERYTHING);
    }
  }

  /** The namespaces of the system. */
  record Platform() implements Scope {}

  /** One namespace, or the resources in it that a selector chooses. */
  record Namespace(String name, LabelSelector resources) implements Scope {}

  /** The namespaces that a selector chooses, and the resources in them that another chooses. */
  record Group(LabelSelector namespaces, LabelSelector resources) implements Scope {}
}
