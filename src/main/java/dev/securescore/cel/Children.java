package dev.securescore.cel;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.List;
import java.util.function.UnaryOperator;
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

  /** The same node with every node right below it replaced. */
  static CelExpr replaced(CelExpr node, UnaryOperator<CelExpr> replacement) {
    long id = node.id();
    return switch (node.getKind()) {
      case CONSTANT, IDENT, NOT_SET, STRUCT -> node;
      case SELECT ->
          CelExpr.ofSelect(
              id,
              replacement.apply(node.select().operand()),
              node.select().field(),
              node.select().testOnly());
      case CALL ->
          CelExpr.ofCall(
              id,
              node.call().target().map(replacement),
              node.call().function(),
              all(node.call().args(), replacement));
      case LIST ->
          CelExpr.ofList(
              id, all(node.list().elements(), replacement), node.list().optionalIndices());
      case MAP ->
          CelExpr.ofMap(
              id,
              node.map().entries().stream()
                  .map(entry ->
                      CelExpr.ofMapEntry(
                          entry.id(),
                          replacement.apply(entry.key()),
                          replacement.apply(entry.value()),
                          entry.optionalEntry()))
                  .collect(toImmutableList()));
      case COMPREHENSION -> replaced(id, node.comprehension(), replacement);
    };
  }

  private static CelExpr replaced(
      long id, CelComprehension loop, UnaryOperator<CelExpr> replacement) {
    return CelExpr.ofComprehension(
        id,
        loop.iterVar(),
        loop.iterVar2(),
        replacement.apply(loop.iterRange()),
        loop.accuVar(),
        replacement.apply(loop.accuInit()),
        replacement.apply(loop.loopCondition()),
        replacement.apply(loop.loopStep()),
        replacement.apply(loop.result()));
  }

  private static ImmutableList<CelExpr> all(
      List<CelExpr> nodes, UnaryOperator<CelExpr> replacement) {
    return nodes.stream().map(replacement).collect(toImmutableList());
  }
}
