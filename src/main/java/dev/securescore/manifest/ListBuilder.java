package dev.securescore.manifest;

import dev.securescore.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A list while its elements come; null elements are dropped with their lines. */
final class ListBuilder {

  private final int line;
  private final List<Object> values = new ArrayList<>();
  private final List<Lines> lines = new ArrayList<>();
  private int size = 1;
  private int height;

  ListBuilder(int line) {
    this.line = line;
  }

  void add(Node node) {
    size = Math.addExact(size, node.size());
    height = Math.max(height, node.height());
    Object value = node.value();
    if (value != null) {
      values.add(value);
      lines.add(node.lines());
    }
  }

  Node build() {
    return new Node(Json.list(values), new Lines(line, Map.of(), lines), size, height + 1);
  }
}
