package dev.securescore.manifest;

import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object while its entries come.
 *
 * <p>Merge keys as YAML 1.1 has them: an object's own entries win over merged ones, and earlier
 * merged objects over later.
 */
final class ObjectBuilder {

  private final int line;
  private final Map<String, @Nullable Object> own = new LinkedHashMap<>();
  private final Map<String, Object> merged = new LinkedHashMap<>();
  private final Map<String, Lines> lines = new LinkedHashMap<>();
  private final Map<String, Lines> mergedLines = new LinkedHashMap<>();
  private int size = 1;
  private int height;

  ObjectBuilder(int line) {
    this.line = line;
  }

  /** Adds an entry; false if its key is there already. */
  boolean put(String key, Node value, int keyLine) {
    count(value);
    if (own.containsKey(key)) {
      return false;
    }
    own.put(key, value.value());
    lines.put(key, value.lines().startingAt(keyLine));
    return true;
  }

  void merge(Node source, int keyLine) throws UnreadableException {
    count(source);
    switch (source.value()) {
      case JsonMap map -> mergeObject(map, source.lines());
      case JsonList list when list.stream().allMatch(JsonMap.class::isInstance) -> {
        for (int index = 0; index < list.size(); index++) {
          mergeObject((JsonMap) list.get(index), source.lines().items().get(index));
        }
      }
      case null, default ->
          throw new UnreadableException(keyLine, "<< merges objects only; quote it if it is a key");
    }
  }

  private void mergeObject(JsonMap map, Lines from) {
    map.forEach(merged::putIfAbsent);
    from.fields().forEach(mergedLines::putIfAbsent);
  }

  private void count(Node value) {
    size = Math.addExact(size, value.size());
    height = Math.max(height, value.height());
  }

  Node build() {
    merged.forEach((key, value) -> {
      if (!own.containsKey(key)) {
        own.put(key, value);
        lines.put(key, mergedLines.getOrDefault(key, Lines.leaf(line)));
      }
    });
    return new Node(Json.object(own), new Lines(line, compact(lines), List.of()), size, height + 1);
  }

  private static Map<String, Lines> compact(Map<String, Lines> lines) {
    return lines.isEmpty() ? Map.of() : lines;
  }
}
