package dev.securescore.bench;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes many workloads of few templates; no two have the same pod template. */
final class Workloads {

  private Workloads() {}

  /** Takes the templates in turn, and varies image and one environment entry of each. */
  static List<JsonMap> distinct(List<JsonMap> templates, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> distinct(templates.get(number % templates.size()), number))
        .toList();
  }

  private static JsonMap distinct(JsonMap template, int number) {
    List<String> path = WorkloadKinds.builtIn().podSpecPath(KindName.of(template)).orElseThrow();
    JsonMap metadata = template.object("metadata");
    String name = String.format(Locale.ROOT, "%s-%05d", shortened(metadata), number);
    return changed(template, path, number).with("metadata", metadata.with("name", name));
  }

  /** Names may be 52 characters long for a CronJob; a few templates have only generateName. */
  private static String shortened(JsonMap metadata) {
    String name = metadata.string("name").isEmpty() ? "workload" : metadata.string("name");
    return name.substring(0, Math.min(name.length(), 40));
  }

  private static JsonMap changed(JsonMap parent, List<String> path, int number) {
    JsonMap child = parent.object(path.getFirst());
    JsonMap next =
        path.size() == 1
            ? child.with("containers", containers(child, number))
            : changed(child, path.subList(1, path.size()), number);
    return parent.with(path.getFirst(), next);
  }

  private static List<Object> containers(JsonMap podSpec, int number) {
    List<Object> containers = new ArrayList<>(podSpec.list("containers"));
    if (!containers.isEmpty() && containers.getFirst() instanceof JsonMap first) {
      containers.set(
          0, first.with("image", image(first, number)).with("env", environment(first, number)));
    }
    return containers;
  }

  private static String image(JsonMap container, int number) {
    String image = container.string("image").isEmpty() ? "app" : container.string("image");
    String withoutDigest = image.replaceFirst("@.*", "");
    int colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
    return (colon < 0 ? withoutDigest : withoutDigest.substring(0, colon)) + ":1.0." + number;
  }

  private static List<Object> environment(JsonMap container, int number) {
    JsonMap entry = Json.object(Map.of("name", "BUILD", "value", "build-" + number));
    return Stream.concat(container.list("env").stream(), Stream.of(entry)).toList();
  }
}
