package dev.securescore.inventory;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.Map;

/** The defaults of workloads that keep pods running. */
final class WorkloadDefaults {

  private static final String QUARTER = "25%";

  private WorkloadDefaults() {}

  static JsonMap ofDeployment(JsonMap spec) {
    return replicated(spec)
        .missing("revisionHistoryLimit", 10L)
        .missing("progressDeadlineSeconds", 600L)
        .missing("strategy", JsonMap.EMPTY)
        .inside(
            "strategy",
            strategy -> rolling(strategy, Map.of("maxUnavailable", QUARTER, "maxSurge", QUARTER)))
        .done();
  }

  static JsonMap ofStatefulSet(JsonMap spec) {
    return replicated(spec)
        .missing("revisionHistoryLimit", 10L)
        .missing("serviceName", "")
        .text("podManagementPolicy", "OrderedReady")
        .missing("updateStrategy", JsonMap.EMPTY)
        .inside(
            "updateStrategy",
            strategy -> rolling(strategy, Map.of("partition", 0L, "maxUnavailable", 1L)))
        .missing("persistentVolumeClaimRetentionPolicy", JsonMap.EMPTY)
        .inside("persistentVolumeClaimRetentionPolicy", WorkloadDefaults::retention)
        .each("volumeClaimTemplates", WorkloadDefaults::claimTemplate)
        .done();
  }

  private static JsonMap retention(JsonMap policy) {
    return Fields.of(policy).text("whenDeleted", "Retain").text("whenScaled", "Retain").done();
  }

  static JsonMap ofDaemonSet(JsonMap spec) {
    return templated(spec)
        .missing("revisionHistoryLimit", 10L)
        .missing("updateStrategy", JsonMap.EMPTY)
        .inside(
            "updateStrategy",
            strategy -> rolling(strategy, Map.of("maxUnavailable", 1L, "maxSurge", 0L)))
        .done();
  }

  static JsonMap ofReplicaSet(JsonMap spec) {
    return replicated(spec).done();
  }

  /** Its selector and labels come from the template where it has none. */
  static JsonMap ofReplicationController(JsonMap controller) {
    JsonMap labels = templateLabels(controller);
    return withLabels(controller, labels)
        .inside("spec", spec -> withSelector(spec, labels).done())
        .done();
  }

  private static Fields withSelector(JsonMap spec, JsonMap labels) {
    return spec.object("selector").isEmpty() && !labels.isEmpty()
        ? replicated(spec).put("selector", labels)
        : replicated(spec);
  }

  static JsonMap templateLabels(JsonMap workload) {
    return workload.object("spec").object("template").object("metadata").object("labels");
  }

  /** The workload with labels, where it has none of its own. */
  static Fields withLabels(JsonMap workload, JsonMap labels) {
    JsonMap metadata = workload.object("metadata");
    return metadata.object("labels").isEmpty() && !labels.isEmpty()
        ? Fields.of(workload).put("metadata", metadata.with("labels", labels))
        : Fields.of(workload);
  }

  private static Fields replicated(JsonMap spec) {
    return templated(spec).missing("replicas", 1L);
  }

  private static Fields templated(JsonMap spec) {
    return Fields.of(spec).inside("template", PodDefaults::ofTemplate);
  }

  private static JsonMap rolling(JsonMap strategy, Map<String, Object> defaults) {
    JsonMap typed = Fields.of(strategy).text("type", "RollingUpdate").done();
    if (!typed.string("type").equals("RollingUpdate")) {
      return typed;
    }
    Fields rollingUpdate = Fields.of(typed.object("rollingUpdate"));
    Json.object(defaults).forEach(rollingUpdate::missing);
    return typed.with("rollingUpdate", rollingUpdate.done());
  }

  private static JsonMap claimTemplate(JsonMap claim) {
    return Fields.of(VolumeDefaults.claim(claim))
        .put("apiVersion", "v1")
        .put("kind", "PersistentVolumeClaim")
        .missing("status", Json.object(Map.of("phase", "Pending")))
        .done();
  }
}
