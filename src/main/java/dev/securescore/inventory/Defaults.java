package dev.securescore.inventory;

import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Completes an object from a file to what the API server would store, as far as a check could tell.
 *
 * <p>Source: {@code defaults.go} of each API group of Kubernetes 1.37, and compared with the
 * answers of that server. Left out is what depends on the cluster: addresses and ports that it
 * assigns, and what admission plugins add (default service account, tolerations, priority). The
 * namespace is left as it is; an empty one tells that the file names none.
 */
public final class Defaults {

  private static final Map<KindName, UnaryOperator<JsonMap>> BY_KIND =
      Map.ofEntries(
          Map.entry(WorkloadKinds.POD, PodDefaults::ofPod),
          Map.entry(new KindName("apps", "Deployment"), inSpec(WorkloadDefaults::ofDeployment)),
          Map.entry(new KindName("apps", "StatefulSet"), inSpec(WorkloadDefaults::ofStatefulSet)),
          Map.entry(new KindName("apps", "DaemonSet"), inSpec(WorkloadDefaults::ofDaemonSet)),
          Map.entry(WorkloadKinds.REPLICA_SET, inSpec(WorkloadDefaults::ofReplicaSet)),
          Map.entry(
              WorkloadKinds.REPLICATION_CONTROLLER, WorkloadDefaults::ofReplicationController),
          Map.entry(WorkloadKinds.JOB, JobDefaults::ofJob),
          Map.entry(new KindName("batch", "CronJob"), inSpec(JobDefaults::ofCronJob)),
          Map.entry(new KindName("", "Service"), inSpec(ServiceDefaults::ofService)),
          Map.entry(
              new KindName("networking.k8s.io", "NetworkPolicy"),
              inSpec(ServiceDefaults::ofNetworkPolicy)),
          Map.entry(KindName.NAMESPACE, Defaults::ofNamespace));

  private Defaults() {}

  /** The object with every default that its kind has; unknown kinds stay as they are. */
  public static JsonMap apply(JsonMap object) {
    return BY_KIND.getOrDefault(KindName.of(object), UnaryOperator.identity()).apply(object);
  }

  private static UnaryOperator<JsonMap> inSpec(UnaryOperator<JsonMap> defaults) {
    return object -> Fields.of(object).inside("spec", defaults).done();
  }

  /** Every namespace carries its name as a label, for selectors. */
  private static JsonMap ofNamespace(JsonMap namespace) {
    JsonMap metadata = namespace.object("metadata");
    String name = metadata.string("name");
    if (name.isEmpty()) {
      return namespace;
    }
    JsonMap labels = metadata.object("labels").with("kubernetes.io/metadata.name", name);
    return namespace.with("metadata", metadata.with("labels", labels));
  }
}
