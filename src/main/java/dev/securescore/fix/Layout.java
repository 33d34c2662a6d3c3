package dev.securescore.fix;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How a document is laid out, so that new lines look like those around them.
 *
 * @param step by how many columns the keys inside of a key are indented
 * @param listStep the same for the dashes of a list
 * @param lineBreak what ends a line
 */
record Layout(int step, int listStep, String lineBreak) {

  private static final int USUAL_STEP = 2;

  /** The layout of a document; the usual one where it shows none. */
  static Layout of(Node root, String text) {
    int step = firstStep(root, false);
    int listStep = firstStep(root, true);
    return new Layout(
        step < 1 ? USUAL_STEP : step, Math.max(listStep, 0), text.contains("\r\n") ? "\r\n" : "\n");
  }

  /** The columns between a key and what is inside of it, where that first happens; else -1. */
  private static int firstStep(Node node, boolean ofList) {
    switch (node) {
      case MappingNode map when map.getFlowStyle() == FlowStyle.BLOCK -> {
        for (NodeTuple tuple : map.getValue()) {
          int step = step(tuple, ofList);
          if (step >= 0) {
            return step;
          }
        }
      }
      case SequenceNode list when list.getFlowStyle() == FlowStyle.BLOCK -> {
        for (Node item : list.getValue()) {
          int step = firstStep(item, ofList);
          if (step >= 0) {
            return step;
          }
        }
      }
      default -> {}
    }
    return -1;
  }

  private static int step(NodeTuple tuple, boolean ofList) {
    Node value = tuple.getValueNode();
    boolean asked =
        ofList
            ? value instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK
            : value instanceof MappingNode map && map.getFlowStyle() == FlowStyle.BLOCK;
    boolean anchored = value.getAnchor().isPresent();
    return asked && !anchored
        ? Marks.column(value) - Marks.column(tuple.getKeyNode())
        : firstStep(value, ofList);
  }

  /** The lines of a key and its value in block style, the first without indentation. */
  String block(String key, Object value, int column) {
    return Scalars.yaml(key) + ":" + valueAfterKey(value, column);
  }

  /** What follows the colon of a key that stands in a column. */
  String valueAfterKey(Object value, int column) {
    return switch (value) {
      case JsonMap map when !map.isEmpty() ->
          lineBreak + indented(lines(map, column + step), column + step);
      case JsonList list when !list.isEmpty() ->
          lineBreak + indented(lines(list, column + listStep), column + listStep);
      default -> " " + flow(value, false);
    };
  }

  /** What follows the dash of an element, the dash standing in a column. */
  String element(Object value, int column) {
    return switch (value) {
      case JsonMap map when !map.isEmpty() ->
          String.join(separator(column + 2), lines(map, column + 2));
      default -> flow(value, false);
    };
  }

  private String separator(int column) {
    return lineBreak + " ".repeat(column);
  }

  private String indented(List<String> lines, int column) {
    return " ".repeat(column) + String.join(separator(column), lines);
  }

  private List<String> lines(JsonMap map, int column) {
    List<String> lines = new ArrayList<>();
    map.forEach((key, value) -> lines.add(block(key, value, column)));
    return lines;
  }

  private List<String> lines(JsonList list, int column) {
    return list.stream().map(each -> "- " + element(each, column)).toList();
  }

  /** A value on one line. */
  static String flow(Object value, boolean json) {
    return switch (value) {
      case JsonMap map ->
          map.entrySet().stream()
              .map(entry -> key(entry, json) + ": " + flow(entry.getValue(), json))
              .collect(Collectors.joining(", ", "{", "}"));
      case JsonList list ->
          list.stream().map(each -> flow(each, json)).collect(Collectors.joining(", ", "[", "]"));
      default -> json ? Scalars.json(value) : Scalars.yaml(value);
    };
  }

  private static String key(Map.Entry<String, Object> entry, boolean json) {
    return json ? Scalars.json(entry.getKey()) : Scalars.yaml(entry.getKey());
  }

  /** A value as JSON over several lines, what is inside indented from a column. */
  String json(Object value, int column) {
    return switch (value) {
      case JsonMap map when !map.isEmpty() -> {
        StringBuilder text = new StringBuilder("{");
        Iterator<Map.Entry<String, Object>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
          Map.Entry<String, Object> entry = entries.next();
          text.append(separator(column + step))
              .append(key(entry, true))
              .append(": ")
              .append(json(entry.getValue(), column + step))
              .append(entries.hasNext() ? "," : "");
        }
        yield text.append(separator(column)).append("}").toString();
      }
      case JsonList list when !list.isEmpty() ->
          list.stream()
              .map(each -> json(each, column + step))
              .collect(
                  Collectors.joining(
                      "," + separator(column + step),
                      "[" + separator(column + step),
                      separator(column) + "]"));
      default -> flow(value, true);
    };
  }
}
