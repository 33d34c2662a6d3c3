package dev.securescore.fix;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Tells where the nodes of a parsed document stand in its text.
 *
 * @param text of the document
 */
record Marks(String text) {

  /** Where a node begins, in characters. */
  int start(Node node) {
    return at(node.getStartMark().orElseThrow().getIndex());
  }

  /** Where the token ends that the node consists of; for a block, the last of its content. */
  int end(Node node) throws UnfixableException {
    return switch (node) {
      case MappingNode map when isBlock(map) -> {
        NodeTuple last = map.getValue().getLast();
        yield endAfter(last.getKeyNode(), last.getValueNode());
      }
      case SequenceNode list when isBlock(list) -> {
        Node last = list.getValue().getLast();
        yield Math.max(end(last), start(list));
      }
      case ScalarNode scalar when isBlockScalar(scalar) -> endOfBlockScalar(scalar);
      default -> at(node.getEndMark().orElseThrow().getIndex());
    };
  }

  private int endAfter(Node key, Node value) throws UnfixableException {
    int end = end(value);
    if (end < end(key)) {
      throw new UnfixableException("an alias of YAML stands there");
    }
    return end;
  }

  static boolean isBlock(CollectionNode<?> node) {
    return node.getFlowStyle() == FlowStyle.BLOCK && !node.getValue().isEmpty();
  }

  private static boolean isBlockScalar(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getScalarStyle() == ScalarStyle.FOLDED;
  }

  /** Blank lines at its end count only where it says so, by a plus. */
  private int endOfBlockScalar(ScalarNode scalar) {
    int start = start(scalar);
    int end = at(scalar.getEndMark().orElseThrow().getIndex());
    String header = text.substring(start, endOfLine(start));
    String content = text.substring(0, end);
    return header.contains("+")
        ? content.endsWith("\n") ? end - 1 : end
        : Math.max(start, content.stripTrailing().length());
  }

  /** The line break at or after a place; the end of the text where there is none. */
  int endOfLine(int from) {
    int newline = text.indexOf('\n', from);
    int end = newline < 0 ? text.length() : newline;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  int startOfLine(int from) {
    return text.lastIndexOf('\n', from - 1) + 1;
  }

  /** The line break before a place, so that the line can go with it. */
  int afterLine(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }

  static int column(Node node) {
    return node.getStartMark().orElseThrow().getColumn();
  }

  static int line(Node node) {
    return node.getStartMark().orElseThrow().getLine();
  }

  /** Marks count code points. */
  private int at(int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }
}
