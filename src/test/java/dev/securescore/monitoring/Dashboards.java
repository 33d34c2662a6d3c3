package dev.securescore.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards that we ship. */
final class Dashboards {

  private Dashboards() {}

  /** A query of a panel. */
  record Query(String dashboard, String panel, String expression) {

    /** The expression as Grafana sends it, with these values of the variables. */
    String with(String cluster, String namespace, String recommendation) {
      return expression
          .replace("$__rate_interval", "5m")
          .replace("$cluster", cluster)
          .replace("$namespace", namespace)
          .replace("$recommendation", recommendation);
    }
  }

  static List<JsonNode> all() {
    try (Stream<Path> files = Files.list(Project.root().resolve("config/grafana/dashboards"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(RuleFiles::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The panels that show something, without rows and texts. */
  static Stream<JsonNode> panels(JsonNode dashboard) {
    return dashboard
        .path("panels")
        .valueStream()
        .filter(panel -> !List.of("row", "text").contains(panel.path("type").asText()));
  }

  static List<Query> queries() {
    return all().stream()
        .flatMap(dashboard ->
            panels(dashboard)
                .flatMap(panel ->
                    panel
                        .path("targets")
                        .valueStream()
                        .map(target ->
                            new Query(
                                dashboard.path("uid").asText(),
                                panel.path("title").asText(),
                                target.path("expr").asText()))))
        .toList();
  }

  /** The first query of a panel. */
  static Query query(String dashboard, String panel) {
    return queries().stream()
        .filter(each -> each.dashboard().equals(dashboard) && each.panel().equals(panel))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no panel " + panel + " in " + dashboard));
  }
}
