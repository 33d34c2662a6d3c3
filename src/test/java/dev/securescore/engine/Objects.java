package dev.securescore.engine;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes Kubernetes objects for tests. */
final class Objects {

  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final Map<String, Object> status = new LinkedHashMap<>();
  private final String apiVersion;
  private final String kind;
  private boolean privileged;
  private int replicas = 1;

  private Objects(String apiVersion, String kind, String namespace, String name) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    metadata.put("uid", namespace + "/" + kind + "/" + name);
    metadata.put("resourceVersion", "100");
  }

  static Objects of(String apiVersion, String kind, String namespace, String name) {
    return new Objects(apiVersion, kind, namespace, name);
  }

  static Objects deployment(String namespace, String name) {
    return of("apps/v1", "Deployment", namespace, name);
  }

  static JsonMap namespace(String name, Map<String, String> labels) {
    return Json.object(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Namespace",
            "metadata",
            Map.of("name", name, "labels", labels)));
  }

  Objects privileged() {
    privileged = true;
    return this;
  }

  Objects replicas(int wanted) {
    replicas = wanted;
    return this;
  }

  Objects labelled(String key, String value) {
    metadata.put("labels", Map.of(key, value));
    return this;
  }

  Objects version(long version) {
    metadata.put("resourceVersion", Long.toString(version));
    return this;
  }

  Objects created(String time) {
    metadata.put("creationTimestamp", time);
    return this;
  }

  Objects finished() {
    status.put("phase", "Succeeded");
    status.put("conditions", List.of(Map.of("type", "Complete", "status", "True")));
    return this;
  }

  Objects controlledBy(String ownerVersion, String ownerKind, String ownerName) {
    metadata.put(
        "ownerReferences",
        List.of(
            Map.of(
                "apiVersion", ownerVersion,
                "kind", ownerKind,
                "name", ownerName,
                "uid", ownerName,
                "controller", true)));
    return this;
  }

  JsonMap json() {
    Map<String, Object> podSpec =
        Map.of(
            "containers",
            List.of(
                Map.of(
                    "name", "main",
                    "image", "nginx",
                    "securityContext", Map.of("privileged", privileged))));
    Map<String, Object> template = Map.of("template", Map.of("spec", podSpec));
    Object spec =
        switch (kind) {
          case "Pod" -> podSpec;
          case "CronJob" -> Map.of("jobTemplate", Map.of("spec", template));
          default -> Map.of("replicas", replicas, "template", Map.of("spec", podSpec));
        };
    return Json.object(
        Map.of(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "metadata",
            metadata,
            "spec",
            spec,
            "status",
            status));
  }
}
