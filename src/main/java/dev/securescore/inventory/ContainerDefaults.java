package dev.securescore.inventory;

import dev.securescore.json.JsonMap;

/** The defaults of containers. */
final class ContainerDefaults {

  private ContainerDefaults() {}

  static JsonMap ofContainer(JsonMap container) {
    return Fields.of(container)
        .onlyTrue("stdin", "stdinOnce", "tty")
        .text("imagePullPolicy", pullPolicy(container.string("image")))
        .text("terminationMessagePath", "/dev/termination-log")
        .text("terminationMessagePolicy", "File")
        .missing("resources", JsonMap.EMPTY)
        .inside("resources", ContainerDefaults::resources)
        .each("ports", port -> Fields.of(port).text("protocol", "TCP").done())
        .each("env", ContainerDefaults::variable)
        .each("volumeMounts", mount -> Fields.of(mount).onlyTrue("readOnly").done())
        .inside("livenessProbe", ContainerDefaults::probe)
        .inside("readinessProbe", ContainerDefaults::probe)
        .inside("startupProbe", ContainerDefaults::probe)
        .inside("lifecycle", ContainerDefaults::lifecycle)
        .done();
  }

  /** Amounts in the server's writing. */
  static JsonMap resources(JsonMap resources) {
    return Fields.of(resources)
        .inside("limits", Quantities::in)
        .inside("requests", Quantities::in)
        .done();
  }

  /** What a container of a Pod may use at most, it requests, where it requests nothing else. */
  static JsonMap requestLimits(JsonMap container) {
    return Fields.of(container).inside("resources", ContainerDefaults::limitsAsRequests).done();
  }

  private static JsonMap limitsAsRequests(JsonMap resources) {
    JsonMap limits = resources.object("limits");
    if (limits.isEmpty()) {
      return resources;
    }
    Fields requests = Fields.of(resources.object("requests"));
    limits.forEach(requests::missing);
    return resources.with("requests", requests.done());
  }

  /** On the host's network every port of a Pod's container is a port of the host. */
  static JsonMap openOnHost(JsonMap container) {
    return Fields.of(container).each("ports", ContainerDefaults::openOnHostPort).done();
  }

  private static JsonMap openOnHostPort(JsonMap port) {
    return Fields.of(port).number("hostPort", port.number("containerPort", 0)).done();
  }

  /**
   * What happens to an image without a policy: pulled always under the tag {@code latest}, written
   * or not.
   */
  static String pullPolicy(String image) {
    if (image.isEmpty() || image.contains("@")) {
      return image.contains(":latest@") ? "Always" : "IfNotPresent";
    }
    String lastPart = image.substring(image.lastIndexOf('/') + 1);
    int colon = lastPart.indexOf(':');
    boolean latest = colon < 0 || lastPart.substring(colon + 1).equals("latest");
    return latest ? "Always" : "IfNotPresent";
  }

  private static JsonMap variable(JsonMap variable) {
    return Fields.of(variable).inside("valueFrom", ContainerDefaults::variableSource).done();
  }

  private static JsonMap variableSource(JsonMap source) {
    return Fields.of(source)
        .inside("fieldRef", VolumeDefaults::fieldReference)
        .inside("resourceFieldRef", VolumeDefaults::resourceFieldReference)
        .inside("fileKeyRef", file -> Fields.of(file).missing("optional", false).done())
        .done();
  }

  private static JsonMap probe(JsonMap probe) {
    return Fields.of(handler(probe))
        .number("timeoutSeconds", 1)
        .number("periodSeconds", 10)
        .number("successThreshold", 1)
        .number("failureThreshold", 3)
        .done();
  }

  private static JsonMap lifecycle(JsonMap lifecycle) {
    return Fields.of(lifecycle)
        .inside("postStart", ContainerDefaults::handler)
        .inside("preStop", ContainerDefaults::handler)
        .done();
  }

  private static JsonMap handler(JsonMap handler) {
    return Fields.of(handler)
        .inside("httpGet", get -> Fields.of(get).text("path", "/").text("scheme", "HTTP").done())
        .inside("grpc", call -> Fields.of(call).missing("service", "").done())
        .done();
  }
}
