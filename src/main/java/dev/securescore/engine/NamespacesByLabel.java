package dev.securescore.engine;

import dev.securescore.json.JsonMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of one moment by each of their labels.
 *
 * <p>With it a report on a group costs what the group holds: thousands of reports on thousands of
 * namespaces would else compare each with each.
 */
final class NamespacesByLabel {

  private final Map<Map.Entry<String, String>, Set<String>> names = new HashMap<>();

  NamespacesByLabel(Map<String, JsonMap> namespaces) {
    namespaces.forEach((name, namespace) ->
        namespace
            .object("metadata")
            .object("labels")
            .strings()
            .forEach((label, value) ->
                names
                    .computeIfAbsent(Map.entry(label, value), first -> new HashSet<>())
                    .add(name)));
  }

  /** The fewest namespaces that one of these labels leaves; there must be a label. */
  Set<String> candidates(Map<String, String> labels) {
    @Nullable Set<String> fewest = null;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      Set<String> having =
          names.getOrDefault(Map.entry(label.getKey(), label.getValue()), Set.of());
      if (fewest == null || having.size() < fewest.size()) {
        fewest = having;
      }
    }
    if (fewest == null) {
      throw new IllegalArgumentException("no label to look for");
    }
    return fewest;
  }
}
