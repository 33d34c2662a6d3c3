package dev.securescore.inventory;

import dev.securescore.json.JsonMap;
import java.util.List;

/** The defaults of pod specs. */
final class PodDefaults {

  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private PodDefaults() {}

  /** A Pod gets more than a template: it is what will run. */
  static JsonMap ofPod(JsonMap pod) {
    return Fields.of(AppArmorDefaults.ofPod(pod)).inside("spec", PodDefaults::ofPodSpec).done();
  }

  private static JsonMap ofPodSpec(JsonMap spec) {
    Fields pod = Fields.of(ofSpec(spec)).missing("enableServiceLinks", true);
    for (String list : CONTAINERS) {
      pod.each(list, ContainerDefaults::requestLimits);
      if (spec.isTrue("hostNetwork")) {
        pod.each(list, ContainerDefaults::openOnHost);
      }
    }
    return pod.done();
  }

  /** A workload's template. */
  static JsonMap ofTemplate(JsonMap template) {
    return Fields.of(template)
        .missing("metadata", JsonMap.EMPTY)
        .inside("spec", PodDefaults::ofSpec)
        .done();
  }

  private static JsonMap ofSpec(JsonMap spec) {
    Fields fields =
        Fields.of(spec)
            .onlyTrue("hostNetwork", "hostPID", "hostIPC")
            .text("restartPolicy", "Always")
            .text("dnsPolicy", "ClusterFirst")
            .text("schedulerName", "default-scheduler")
            .missing("terminationGracePeriodSeconds", 30L)
            .missing("securityContext", JsonMap.EMPTY)
            .each("containers", ContainerDefaults::ofContainer)
            .each("initContainers", ContainerDefaults::ofContainer)
            .each("ephemeralContainers", ContainerDefaults::ofContainer)
            .each("volumes", VolumeDefaults::ofVolume)
            .inside("resources", ContainerDefaults::resources)
            .inside("overhead", Quantities::in);
    return withServiceAccount(spec, fields).done();
  }

  /** One field is the old name of the other. */
  private static Fields withServiceAccount(JsonMap spec, Fields fields) {
    String name = spec.string("serviceAccountName");
    String account = name.isEmpty() ? spec.string("serviceAccount") : name;
    return account.isEmpty()
        ? fields
        : fields.put("serviceAccountName", account).put("serviceAccount", account);
  }
}
