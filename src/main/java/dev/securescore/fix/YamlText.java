package dev.securescore.fix;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of one document, of which single values are edited; all other text stays. */
final class YamlText {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final String text;
  private final Marks marks;
  private final Node root;
  private final Layout layout;

  private YamlText(String text, Node root) {
    this.text = text;
    this.marks = new Marks(text);
    this.root = root;
    this.layout = Layout.of(root, text);
  }

  /** The text after an edit. */
  static String edited(String text, Edit edit) throws UnfixableException {
    try {
      Node root =
          new Compose(SETTINGS)
              .composeString(text)
              .orElseThrow(() -> new UnfixableException("the document is empty"));
      return new YamlText(text, root).edited(edit);
    } catch (YamlEngineException malformed) {
      throw new UnfixableException("the document cannot be read as YAML");
    }
  }

  private String edited(Edit edit) throws UnfixableException {
    return switch (edit) {
      case Edit.Insert(List<Object> path, String key, Object value) -> insert(path, key, value);
      case Edit.Exchange(List<Object> path, Object value) -> exchange(path, value);
      case Edit.Append(List<Object> path, Object value) -> append(path, value);
      case Edit.Remove(List<Object> path) -> remove(path);
    };
  }

  /** The node under a path, reached through nothing that stands in two places. */
  private Node node(List<Object> path) throws UnfixableException {
    Node at = checked(root);
    for (Object step : path) {
      at = checked(child(at, step));
    }
    return at;
  }

  private static Node checked(Node node) throws UnfixableException {
    if (node.getAnchor().isPresent()) {
      throw new UnfixableException("an anchor of YAML stands there");
    }
    if (node instanceof MappingNode map && entry(map, "<<").isPresent()) {
      throw new UnfixableException("a merge key (<<) of YAML stands there");
    }
    return node;
  }

  private static Node child(Node node, Object step) throws UnfixableException {
    if (node instanceof MappingNode map && step instanceof String key) {
      Optional<NodeTuple> entry = entry(map, key);
      if (entry.isPresent()) {
        return entry.get().getValueNode();
      }
    }
    if (node instanceof SequenceNode list
        && step instanceof Integer index
        && index < list.getValue().size()) {
      return list.getValue().get(index);
    }
    throw new UnfixableException("'" + step + "' is not written where it is read");
  }

  private static Optional<NodeTuple> entry(MappingNode map, String key) {
    return map.getValue().stream()
        .filter(
            tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .findFirst();
  }

  private String insert(List<Object> path, String key, Object value) throws UnfixableException {
    if (!(node(path) instanceof MappingNode map)) {
      throw new UnfixableException("no object is written there");
    }
    Optional<NodeTuple> empty = entry(map, key);
    if (empty.isPresent()) {
      return exchange(map, empty.get(), value);
    }
    return Marks.isBlock(map)
        ? newLine(marks.end(map), Marks.column(map), layout.block(key, value, Marks.column(map)))
        : new FlowText(text, marks, layout).insert(map, key, value);
  }

  private String append(List<Object> path, Object value) throws UnfixableException {
    if (!(node(path) instanceof SequenceNode list)) {
      throw new UnfixableException("no list is written there");
    }
    int column = Marks.column(list);
    return Marks.isBlock(list)
        ? newLine(marks.end(list), column, "- " + layout.element(value, column))
        : new FlowText(text, marks, layout).append(list, value);
  }

  /** A line after the one on which something ends. */
  private String newLine(int end, int column, String line) {
    int place = marks.endOfLine(end);
    return text.substring(0, place)
        + layout.lineBreak()
        + " ".repeat(column)
        + line
        + text.substring(place);
  }

  private String exchange(List<Object> path, Object value) throws UnfixableException {
    Node old = node(path);
    Node parent = node(path.subList(0, path.size() - 1));
    if (parent instanceof MappingNode map && Marks.isBlock(map)) {
      return exchange(map, entry(map, path.getLast().toString()).orElseThrow(), value);
    }
    if (old instanceof CollectionNode<?> collection && Marks.isBlock(collection)) {
      throw new UnfixableException("a whole element of a list would be written anew");
    }
    return replaced(marks.start(old), marks.end(old), inline(old, value));
  }

  private String exchange(MappingNode map, NodeTuple entry, Object value)
      throws UnfixableException {
    Node old = entry.getValueNode();
    checked(old);
    boolean plain = !(value instanceof JsonMap) && !(value instanceof JsonList);
    boolean blockBefore = old instanceof CollectionNode<?> collection && Marks.isBlock(collection);
    boolean nothing = old instanceof ScalarNode scalar && isNull(scalar);
    if (!Marks.isBlock(map) || !(blockBefore || nothing)) {
      return replaced(marks.start(old), marks.end(old), inline(old, value));
    }
    int afterKey = text.indexOf(':', marks.end(entry.getKeyNode())) + 1;
    int end = Math.max(afterKey, marks.end(old));
    if (blockBefore) {
      refuseComments(afterKey, end);
    }
    String written = layout.valueAfterKey(value, Marks.column(map));
    boolean onOneLine = plain || !written.startsWith(layout.lineBreak());
    String rest = text.substring(end);
    return onOneLine || rest.isBlank() || rest.startsWith("\n") || rest.startsWith("\r\n")
        ? text.substring(0, afterKey) + written + rest
        : text.substring(0, afterKey)
            + text.substring(end, marks.endOfLine(end))
            + written
            + text.substring(marks.endOfLine(end));
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.isPlain()
        && (scalar.getValue().isEmpty()
            || scalar.getValue().equals("null")
            || scalar.getValue().equals("~"));
  }

  /** A value in the quotes of the one before it. */
  private static String inline(Node old, Object value) {
    boolean doubled =
        old instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    boolean single =
        old instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
    if (single && value instanceof String word && Scalars.isPlain(word)) {
      return "'" + word + "'";
    }
    return Layout.flow(value, doubled);
  }

  private String remove(List<Object> path) throws UnfixableException {
    List<Object> parentPath = path.subList(0, path.size() - 1);
    Node parent = node(parentPath);
    Node gone = node(path);
    int size = parent instanceof CollectionNode<?> collection ? collection.getValue().size() : 0;
    if (size == 1) {
      return exchange(parentPath, parent instanceof MappingNode ? JsonMap.EMPTY : JsonList.EMPTY);
    }
    if (!(parent instanceof CollectionNode<?> collection && Marks.isBlock(collection))) {
      return new FlowText(text, marks, layout).remove(parent, path.getLast());
    }
    int start = marks.start(gone);
    @Nullable Node next = null;
    if (parent instanceof MappingNode map) {
      NodeTuple entry = entry(map, path.getLast().toString()).orElseThrow();
      start = marks.start(entry.getKeyNode());
      int index = map.getValue().indexOf(entry);
      next = index + 1 < size ? map.getValue().get(index + 1).getKeyNode() : null;
    } else {
      start = text.lastIndexOf('-', start);
    }
    int end = Math.max(start, marks.end(gone));
    if (text.substring(marks.startOfLine(start), start).isBlank()) {
      return replaced(marks.startOfLine(start), marks.afterLine(end), "");
    }
    if (next == null) {
      throw new UnfixableException("it shares its line with what stays");
    }
    refuseComments(end, marks.start(next));
    return replaced(start, marks.start(next), "");
  }

  private void refuseComments(int start, int end) throws UnfixableException {
    if (text.substring(start, end).lines().anyMatch(line -> line.matches("(.*\\s)?#.*"))) {
      throw new UnfixableException("a comment stands in what would be written anew");
    }
  }

  private String replaced(int start, int end, String replacement) {
    return text.substring(0, start) + replacement + text.substring(end);
  }
}
