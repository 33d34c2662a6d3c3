package dev.securescore.inventory;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Set;

/** The defaults of what leads to pods. */
final class ServiceDefaults {

  private static final Set<String> OPEN_TYPES = Set.of("NodePort", "LoadBalancer");

  private ServiceDefaults() {}

  static JsonMap ofService(JsonMap spec) {
    Fields service =
        Fields.of(spec)
            .text("type", "ClusterIP")
            .text("sessionAffinity", "None")
            .each("ports", ServiceDefaults::port);
    String type = spec.string("type").isEmpty() ? "ClusterIP" : spec.string("type");
    if (OPEN_TYPES.contains(type)
        || (type.equals("ClusterIP") && !spec.list("externalIPs").isEmpty())) {
      service.text("externalTrafficPolicy", "Cluster");
    }
    if (OPEN_TYPES.contains(type) || type.equals("ClusterIP")) {
      service.missing("internalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      service.missing("allocateLoadBalancerNodePorts", true);
    }
    if (spec.string("sessionAffinity").equals("ClientIP")) {
      service
          .missing("sessionAffinityConfig", JsonMap.EMPTY)
          .inside("sessionAffinityConfig", ServiceDefaults::affinity);
    }
    return service.done();
  }

  private static JsonMap affinity(JsonMap config) {
    return Fields.of(config)
        .missing("clientIP", JsonMap.EMPTY)
        .inside("clientIP", client -> Fields.of(client).missing("timeoutSeconds", 10_800L).done())
        .done();
  }

  private static JsonMap port(JsonMap port) {
    Fields fields = Fields.of(port).text("protocol", "TCP");
    Object target = port.getOrDefault("targetPort", "");
    return target.equals("") || target.equals(0L)
        ? fields.put("targetPort", port.getOrDefault("port", 0L)).done()
        : fields.done();
  }

  /** It limits what comes in, and what goes out where it has a rule for that. */
  static JsonMap ofNetworkPolicy(JsonMap spec) {
    Fields policy =
        Fields.of(spec)
            .each("ingress", ServiceDefaults::rule)
            .each("egress", ServiceDefaults::rule);
    if (spec.list("policyTypes").isEmpty()) {
      boolean outgoing = !spec.list("egress").isEmpty();
      policy.put(
          "policyTypes", Json.list(outgoing ? List.of("Ingress", "Egress") : List.of("Ingress")));
    }
    return policy.done();
  }

  private static JsonMap rule(JsonMap rule) {
    return Fields.of(rule)
        .each("ports", port -> Fields.of(port).missing("protocol", "TCP").done())
        .done();
  }
}
