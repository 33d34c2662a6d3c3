package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.NullValue;
import dev.securescore.json.PackedReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks what {@link TreeWriter} has packed.
 *
 * <p>Of types only what planning asks for: whether a name stands for a type.
 */
final class TreeReader {

  private static final ExprKind.Kind[] KINDS = ExprKind.Kind.values();
  private static final CelConstant.Kind[] CONSTANTS = CelConstant.Kind.values();

  private final PackedReader in;
  private final Map<Long, CelType> types = new HashMap<>();

  private TreeReader(PackedReader in) {
    this.in = in;
  }

  static CelAbstractSyntaxTree read(PackedReader in) {
    return new TreeReader(in).tree();
  }

  private CelAbstractSyntaxTree tree() {
    CelExpr root = node();
    types.putIfAbsent(root.id(), SimpleType.DYN);
    Map<Long, CelReference> references = new HashMap<>();
    for (long left = in.number(); left > 0; left--) {
      references.put(in.number(), reference());
    }
    for (long left = in.number(); left > 0; left--) {
      types.put(in.number(), TypeType.create(SimpleType.DYN));
    }
    return CelAbstractSyntaxTree.newCheckedAst(
        root, CelSource.newBuilder().build(), references, types);
  }

  private CelReference reference() {
    CelReference.Builder reference =
        CelReference.newBuilder().setName(in.text()).addOverloadIds(in.texts());
    if (in.flag()) {
      reference.setValue(constant());
    }
    return reference.build();
  }

  private CelExpr node() {
    ExprKind.Kind kind = KINDS[(int) in.number()];
    long id = in.number();
    return switch (kind) {
      case NOT_SET -> CelExpr.ofNotSet(id);
      case CONSTANT -> CelExpr.ofConstant(id, constant());
      case IDENT -> {
        types.put(id, SimpleType.DYN);
        yield CelExpr.ofIdent(id, in.text());
      }
      case SELECT -> CelExpr.ofSelect(id, node(), in.text(), in.flag());
      case CALL -> {
        Optional<CelExpr> target = in.flag() ? Optional.of(node()) : Optional.empty();
        yield CelExpr.ofCall(id, target, in.text(), nodes());
      }
      case LIST -> CelExpr.ofList(id, nodes(), indices());
      case MAP -> CelExpr.ofMap(id, entries());
      case STRUCT -> throw new IllegalStateException("structs are not packed");
      case COMPREHENSION ->
          CelExpr.ofComprehension(
              id, in.text(), in.text(), node(), in.text(), node(), node(), node(), node());
    };
  }

  private ImmutableList<CelExpr> nodes() {
    List<CelExpr> nodes = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      nodes.add(node());
    }
    return ImmutableList.copyOf(nodes);
  }

  private ImmutableList<Integer> indices() {
    List<Integer> indices = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      indices.add((int) in.number());
    }
    return ImmutableList.copyOf(indices);
  }

  private ImmutableList<CelMap.Entry> entries() {
    List<CelMap.Entry> entries = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      entries.add(CelExpr.ofMapEntry(in.number(), node(), node(), in.flag()));
    }
    return ImmutableList.copyOf(entries);
  }

  private CelConstant constant() {
    CelConstant.Kind kind = CONSTANTS[(int) in.number()];
    return switch (kind) {
      case NULL_VALUE -> CelConstant.ofValue(NullValue.NULL_VALUE);
      case BOOLEAN_VALUE -> CelConstant.ofValue(in.flag());
      case INT64_VALUE -> CelConstant.ofValue(in.number());
      case DOUBLE_VALUE -> CelConstant.ofValue(Double.longBitsToDouble(in.number()));
      case STRING_VALUE -> CelConstant.ofValue(in.text());
      case NOT_SET, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          throw new IllegalStateException("constants of kind " + kind + " are not packed");
    };
  }
}
