package dev.securescore.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the nodes of an expression stand in its text. */
final class Places {

  private final CelSource source;

  Places(CelAbstractSyntaxTree ast) {
    this.source = ast.getSource();
  }

  /** The place of a node, of a call that of its operator. */
  CelSourceLocation of(CelExpr node) {
    return location(offset(node));
  }

  /** The place of the name of the field that a node selects. */
  CelSourceLocation ofField(CelExpr node, String field) {
    int start = beforeField(node);
    String rest = source.getContent().slice(start, source.getContent().size()).toString();
    Matcher name = Pattern.compile("\\.[\\s?`]*(" + Pattern.quote(field) + ")").matcher(rest);
    return location(name.find() ? start + rest.codePointCount(0, name.start(1)) : start);
  }

  /** The node's own place, the dot; {@code has(a.b)} has that of its bracket. */
  private int beforeField(CelExpr node) {
    if (node.getKind() != ExprKind.Kind.SELECT || !node.select().testOnly()) {
      return offset(node);
    }
    CelExpr operand = node.select().operand();
    return offset(operand) + (operand.getKind() == ExprKind.Kind.SELECT ? 1 : 0);
  }

  private int offset(CelExpr node) {
    return source.getPositionsMap().getOrDefault(node.id(), 0);
  }

  private CelSourceLocation location(int offset) {
    return source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
  }
}
