package dev.securescore.fix;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Edits what stands in braces and brackets, as in JSON.
 *
 * @param text of the document
 * @param marks where its nodes stand
 * @param layout how it is laid out
 */
record FlowText(String text, Marks marks, Layout layout) {

  /** Where an entry or element of a collection begins and ends. */
  private record Part(int start, int end, Node first) {}

  String insert(MappingNode map, String key, Object value) throws UnfixableException {
    boolean json = isJson(map);
    String name = json ? Scalars.json(key) : Scalars.yaml(key);
    return add(map, value, json, name + ": ");
  }

  String append(SequenceNode list, Object value) throws UnfixableException {
    return add(list, value, isJson(list), "");
  }

  private String add(CollectionNode<?> parent, Object value, boolean json, String prefix)
      throws UnfixableException {
    List<Part> parts = parts(parent);
    int close = marks.end(parent) - 1;
    if (parts.isEmpty()) {
      refuseComments(marks.start(parent), close);
      return text.substring(0, marks.start(parent) + 1)
          + prefix
          + Layout.flow(value, json)
          + text.substring(close);
    }
    Part last = parts.getLast();
    refuseComments(last.end(), close);
    boolean ownLine = Marks.line(last.first()) > Marks.line(parent);
    int column = Marks.column(last.first());
    String written =
        ownLine
            ? layout.lineBreak()
                + " ".repeat(column)
                + prefix
                + (json ? layout.json(value, column) : Layout.flow(value, false))
            : " " + prefix + Layout.flow(value, json);
    boolean comma = text.substring(last.end(), close).strip().startsWith(",");
    int place = comma ? text.indexOf(',', last.end()) + 1 : last.end();
    return text.substring(0, place)
        + (comma ? "" : ",")
        + written
        + (comma ? "," : "")
        + text.substring(place);
  }

  String remove(Node parent, Object step) throws UnfixableException {
    if (!(parent instanceof CollectionNode<?> collection)) {
      throw new UnfixableException("no object and no list is written there");
    }
    List<Part> parts = parts(collection);
    int index = index(collection, step);
    int start = index == 0 ? parts.getFirst().start() : parts.get(index - 1).end();
    int end = index == 0 ? parts.get(1).start() : parts.get(index).end();
    refuseComments(start, end);
    return text.substring(0, start) + text.substring(end);
  }

  private static int index(CollectionNode<?> parent, Object step) throws UnfixableException {
    if (step instanceof Integer index) {
      return index;
    }
    if (parent instanceof MappingNode map) {
      for (int index = 0; index < map.getValue().size(); index++) {
        if (map.getValue().get(index).getKeyNode() instanceof ScalarNode key
            && key.getValue().equals(step)) {
          return index;
        }
      }
    }
    throw new UnfixableException("'" + step + "' is not written where it is read");
  }

  private List<Part> parts(CollectionNode<?> parent) throws UnfixableException {
    List<Part> parts = new ArrayList<>();
    for (Object each : parent.getValue()) {
      Node first = each instanceof NodeTuple tuple ? tuple.getKeyNode() : (Node) each;
      Node last = each instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) each;
      int start = marks.start(first);
      int end = Math.max(marks.end(last), marks.end(first));
      int from = parts.isEmpty() ? marks.start(parent) : parts.getLast().end();
      if (start < from || marks.start(last) < start) {
        throw new UnfixableException("an alias of YAML stands there");
      }
      parts.add(new Part(start, end, first));
    }
    return parts;
  }

  /** Whether keys are quoted here, or everywhere, as in JSON. */
  private boolean isJson(CollectionNode<?> parent) {
    if (!parent.getValue().isEmpty()
        && parent.getValue().getFirst() instanceof NodeTuple tuple
        && tuple.getKeyNode() instanceof ScalarNode key) {
      return key.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    }
    return text.stripLeading().startsWith("{");
  }

  private void refuseComments(int start, int end) throws UnfixableException {
    if (text.substring(start, end).indexOf('#') >= 0) {
      throw new UnfixableException("a comment stands inside of the braces");
    }
  }
}
