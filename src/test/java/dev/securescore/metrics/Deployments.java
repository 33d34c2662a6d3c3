package dev.securescore.metrics;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Map;

/** Deployments that tests of metrics observe. */
final class Deployments {

  private Deployments() {}

  /** One with a single container of an image. */
  static JsonMap of(String namespace, String name, String image, int resourceVersion) {
    return Json.object(
        Map.of(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            Map.of("namespace", namespace, "name", name, "resourceVersion", "" + resourceVersion),
            "spec",
            Map.of(
                "template",
                Map.of(
                    "spec",
                    Map.of("containers", List.of(Map.of("name", "main", "image", image)))))));
  }
}
