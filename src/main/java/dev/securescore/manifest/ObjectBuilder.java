package dev.securescore.manifest;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.json.JsonMapBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object while its entries come.
 *
 * <p>Merge keys as YAML 1.1 has them: an object's own entries win over merged ones, and earlier
 * merged objects over later.
 */
final class ObjectBuilder {

  private static final int FEW = 8;

  private final int line;
  private final JsonMapBuilder own = new JsonMapBuilder();
  private Map<String, Object> merged = Map.of();
  private final Map<String, Lines> lines = new LinkedHashMap<>();
  private Map<String, Lines> mergedLines = Map.of();
  private int size = 1;
  private int height;

  ObjectBuilder(int line) {
    this.line = line;
  }

  /** Adds an entry; false if its key is there already. */
  boolean put(String key, Node value, int keyLine) {
    count(value);
    if (lines.putIfAbsent(key, value.lines().startingAt(keyLine)) != null) {
      return false;
    }
    own.put(key, value.value());
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
    if (mergedLines.isEmpty()) {
      merged = new LinkedHashMap<>();
      mergedLines = new LinkedHashMap<>();
    }
    map.forEach(merged::putIfAbsent);
    from.fields().forEach(mergedLines::putIfAbsent);
  }

  private void count(Node value) {
    size = Math.addExact(size, value.size());
    height = Math.max(height, value.height());
  }

  Node build() {
    merged.forEach((key, value) -> {
      if (lines.putIfAbsent(key, mergedLines.getOrDefault(key, Lines.leaf(line))) == null) {
        own.put(key, value);
      }
    });
    return new Node(own.build(), new Lines(line, compact(lines), List.of()), size, height + 1);
  }

  /**
   * Large ones stay what they are: only those of the JDK that change bear keys chosen to collide.
   */
  private static Map<String, Lines> compact(Map<String, Lines> lines) {
    return lines.size() <= FEW ? Map.copyOf(lines) : lines;
  }
}
