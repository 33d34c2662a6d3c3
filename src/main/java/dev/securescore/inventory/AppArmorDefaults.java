package dev.securescore.inventory;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the old annotations of AppArmor as the fields that replaced them.
 *
 * <p>Source: {@code applyAppArmorVersionSkew} of the API server's strategy for Pods; templates keep
 * their annotations only.
 */
final class AppArmorDefaults {

  private static final String ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
  private static final String FIELD = "appArmorProfile";
  private static final String LOCALHOST = "localhost/";

  private AppArmorDefaults() {}

  static JsonMap ofPod(JsonMap pod) {
    JsonMap annotations = pod.object("metadata").object("annotations");
    boolean windows = pod.object("spec").object("os").string("name").equals("windows");
    if (windows || annotations.keySet().stream().noneMatch(key -> key.startsWith(ANNOTATION))) {
      return pod;
    }
    return Fields.of(pod).inside("spec", spec -> ofSpec(spec, annotations)).done();
  }

  private static JsonMap ofSpec(JsonMap spec, JsonMap annotations) {
    JsonMap inherited = spec.object("securityContext").object(FIELD);
    return Fields.of(spec)
        .each("containers", container -> ofContainer(container, annotations, inherited))
        .each("initContainers", container -> ofContainer(container, annotations, inherited))
        .done();
  }

  private static JsonMap ofContainer(JsonMap container, JsonMap annotations, JsonMap inherited) {
    JsonMap context = container.object("securityContext");
    if (context.containsKey(FIELD)) {
      return container;
    }
    return profile(annotations.string(ANNOTATION + container.string("name")))
        .filter(profile -> !profile.equals(inherited))
        .map(profile -> container.with("securityContext", context.with(FIELD, profile)))
        .orElse(container);
  }

  private static Optional<JsonMap> profile(String annotation) {
    return switch (annotation) {
      case "unconfined" -> Optional.of(Json.object(Map.of("type", "Unconfined")));
      case "runtime/default" -> Optional.of(Json.object(Map.of("type", "RuntimeDefault")));
      default ->
          annotation.startsWith(LOCALHOST) && annotation.length() > LOCALHOST.length()
              ? Optional.of(
                  Json.object(
                      Map.of(
                          "type",
                          "Localhost",
                          "localhostProfile",
                          annotation.substring(LOCALHOST.length()))))
              : Optional.empty();
    };
  }
}
