package dev.securescore.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.List;
import java.util.stream.Stream;

/** The nodes right below a node of an expression. */
final class Children {

  private Children() {}

  static List<CelExpr> of(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT, IDENT, NOT_SET -> List.of();
      case SELECT -> List.of(node.select().operand());
      case CALL -> ofCall(node.call());
      case LIST -> node.list().elements();
      case STRUCT -> node.struct().entries().stream().map(entry -> entry.value()).toList();
      case MAP ->
          node.map().entries().stream()
              .flatMap(entry -> Stream.of(entry.key(), entry.value()))
              .toList();
      case COMPREHENSION -> ofLoop(node.comprehension());
    };
  }

  private static List<CelExpr> ofCall(CelCall call) {
    return Stream.concat(call.target().stream(), call.args().stream()).toList();
  }

  private static List<CelExpr> ofLoop(CelComprehension loop) {
    return List.of(
        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
  }
}
