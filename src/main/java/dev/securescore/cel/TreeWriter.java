package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelList;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.securescore.json.PackedWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packs what planning needs of a checked expression; {@link TreeReader} unpacks it. */
final class TreeWriter {

  private final PackedWriter out;

  TreeWriter(PackedWriter out) {
    this.out = out;
  }

  void write(CelAbstractSyntaxTree tree) {
    node(tree.getExpr());
    Map<Long, CelReference> references = tree.getReferenceMap();
    out.number(references.size());
    references.forEach((id, reference) -> {
      out.number(id);
      out.text(reference.name());
      out.texts(reference.overloadIds());
      optional(reference.value());
    });
    List<Long> types =
        tree.getTypeMap().entrySet().stream()
            .filter(entry -> isType(entry.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    out.number(types.size());
    types.forEach(out::number);
  }

  private static boolean isType(CelType type) {
    return type.kind() == CelKind.TYPE;
  }

  private void optional(Optional<CelConstant> constant) {
    out.number(constant.isPresent() ? 1 : 0);
    constant.ifPresent(this::constant);
  }

  private void node(CelExpr node) {
    out.number(node.getKind().ordinal());
    out.number(node.id());
    switch (node.getKind()) {
      case NOT_SET -> {}
      case CONSTANT -> constant(node.constant());
      case IDENT -> out.text(node.ident().name());
      case SELECT -> {
        node(node.select().operand());
        out.text(node.select().field());
        out.flag(node.select().testOnly());
      }
      case CALL -> call(node.call());
      case LIST -> list(node.list());
      case MAP -> map(node.map());
      case STRUCT -> throw new IllegalArgumentException("no expression of the library has structs");
      case COMPREHENSION -> loop(node.comprehension());
    }
  }

  private void call(CelCall call) {
    out.flag(call.target().isPresent());
    call.target().ifPresent(this::node);
    out.text(call.function());
    nodes(call.args());
  }

  private void list(CelList list) {
    nodes(list.elements());
    out.number(list.optionalIndices().size());
    list.optionalIndices().forEach(out::number);
  }

  private void map(CelMap map) {
    out.number(map.entries().size());
    for (CelMap.Entry entry : map.entries()) {
      out.number(entry.id());
      node(entry.key());
      node(entry.value());
      out.flag(entry.optionalEntry());
    }
  }

  private void loop(CelComprehension loop) {
    out.text(loop.iterVar());
    out.text(loop.iterVar2());
    node(loop.iterRange());
    out.text(loop.accuVar());
    node(loop.accuInit());
    node(loop.loopCondition());
    node(loop.loopStep());
    node(loop.result());
  }

  private void nodes(List<CelExpr> nodes) {
    out.number(nodes.size());
    nodes.forEach(this::node);
  }

  private void constant(CelConstant constant) {
    out.number(constant.getKind().ordinal());
    switch (constant.getKind()) {
      case NULL_VALUE -> {}
      case BOOLEAN_VALUE -> out.flag(constant.booleanValue());
      case INT64_VALUE -> out.number(constant.int64Value());
      case DOUBLE_VALUE -> out.number(Double.doubleToRawLongBits(constant.doubleValue()));
      case STRING_VALUE -> out.text(constant.stringValue());
      case NOT_SET, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          throw new IllegalArgumentException(
              "no expression of the library has a constant of kind " + constant.getKind());
    }
  }
}
