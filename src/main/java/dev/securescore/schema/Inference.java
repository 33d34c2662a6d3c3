package dev.securescore.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.securescore.cel.CallTypes;
import dev.securescore.cel.ResultType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out the types in an expression whose free names have types.
 *
 * <p>Where a type cannot be told it is dynamic, and nothing is said of what is done with it. Each
 * node is visited once.
 */
public final class Inference {

  private final CelAbstractSyntaxTree ast;
  private final Map<String, CelType> names;
  private final Findings findings;
  private final Selections selections;
  private final Calls calls;
  private final Set<String> read = new HashSet<>();

  /**
   * An inference that was not made yet.
   *
   * @param ast compiled with free names of dynamic type
   * @param names the types of the free names; others stay dynamic
   */
  public Inference(CelAbstractSyntaxTree ast, Map<String, CelType> names, CallTypes language) {
    this.ast = ast;
    this.names = names;
    this.findings = new Findings(ast);
    this.selections = new Selections(findings);
    this.calls = new Calls(language, findings, selections);
  }

  /**
   * What is known of an expression.
   *
   * @param type what it results in
   * @param mistakes what is wrong with it
   * @param read the free names that it reads
   */
  public record Inferred(CelType type, List<Mistake> mistakes, Set<String> read) {}

  /** Walks the expression, which has to result in what is expected. */
  public Inferred infer(ResultType expected) {
    CelType type = TypeRelations.precise(infer(ast.getExpr(), Map.of()));
    if (expected != ResultType.ANY && TypeRelations.neverEqual(typeOf(expected), type)) {
      findings.wrong(
          "must evaluate to %s, not %s"
              .formatted(CelTypes.format(typeOf(expected)), CelTypes.format(type)));
    }
    return new Inferred(type, findings.mistakes(), Set.copyOf(read));
  }

  private static CelType typeOf(ResultType expected) {
    return switch (expected) {
      case ANY -> SimpleType.DYN;
      case BOOL -> SimpleType.BOOL;
      case STRING -> SimpleType.STRING;
    };
  }

  private CelType infer(CelExpr node, Map<String, CelType> local) {
    return switch (node.getKind()) {
      case CONSTANT, NOT_SET -> known(node);
      case IDENT -> name(node, local);
      case SELECT -> select(node, node.select(), local);
      case CALL -> call(node, local);
      case LIST -> ListType.create(list(node, local));
      case MAP -> map(node, local);
      case STRUCT -> {
        node.struct().entries().forEach(entry -> infer(entry.value(), local));
        yield known(node);
      }
      case COMPREHENSION -> loop(node.comprehension(), local);
    };
  }

  /** The type without ours. */
  private CelType known(CelExpr node) {
    return ast.getType(node.id()).orElse(SimpleType.DYN);
  }

  private CelType name(CelExpr node, Map<String, CelType> local) {
    String name = node.ident().name().replaceFirst("^\\.", "");
    if (local.containsKey(name)) {
      return local.getOrDefault(name, SimpleType.DYN);
    }
    read.add(name);
    return names.getOrDefault(name, known(node));
  }

  private CelType select(CelExpr node, CelSelect select, Map<String, CelType> local) {
    if (ast.getReference(node.id()).isPresent()) {
      return known(node);
    }
    CelType operand = infer(select.operand(), local);
    CelType field = selections.field(node, operand, select.field(), select.testOnly());
    return select.testOnly() ? SimpleType.BOOL : field;
  }

  private CelType call(CelExpr node, Map<String, CelType> local) {
    List<CelExpr> operands =
        Stream.concat(node.call().target().stream(), node.call().args().stream()).toList();
    List<CelType> types = operands.stream().map(operand -> infer(operand, local)).toList();
    boolean nothingNew =
        IntStream.range(0, operands.size())
            .allMatch(index -> types.get(index).equals(known(operands.get(index))));
    return nothingNew ? known(node) : calls.of(node, operands, types);
  }

  private CelType list(CelExpr node, Map<String, CelType> local) {
    List<CelExpr> elements = node.list().elements();
    List<Integer> optional = node.list().optionalIndices();
    return IntStream.range(0, elements.size())
        .mapToObj(index -> held(infer(elements.get(index), local), optional.contains(index)))
        .reduce(TypeRelations::join)
        .orElse(TypeRelations.NOTHING);
  }

  private static CelType held(CelType type, boolean optional) {
    return optional ? TypeRelations.element(type) : type;
  }

  private CelType map(CelExpr node, Map<String, CelType> local) {
    CelType keys = TypeRelations.NOTHING;
    CelType values = TypeRelations.NOTHING;
    for (CelExpr.CelMap.Entry entry : node.map().entries()) {
      keys = TypeRelations.join(keys, infer(entry.key(), local));
      values = TypeRelations.join(values, held(infer(entry.value(), local), entry.optionalEntry()));
    }
    return MapType.create(keys, values);
  }

  private CelType loop(CelComprehension loop, Map<String, CelType> local) {
    CelType range = infer(loop.iterRange(), local);
    CelType start = infer(loop.accuInit(), local);
    Map<String, CelType> inner = new HashMap<>(local);
    inner.put(loop.accuVar(), start);
    if (loop.iterVar2().isEmpty()) {
      inner.put(loop.iterVar(), element(loop.iterRange(), range));
    } else {
      inner.put(loop.iterVar(), range instanceof ListType ? SimpleType.INT : key(range));
      inner.put(loop.iterVar2(), value(range));
    }
    infer(loop.loopCondition(), inner);
    inner.put(loop.accuVar(), TypeRelations.join(start, infer(loop.loopStep(), inner)));
    return infer(loop.result(), inner);
  }

  private CelType element(CelExpr node, CelType range) {
    return switch (range) {
      case ListType list -> list.elemType();
      case MapType map -> map.keyType();
      case StructType struct -> SimpleType.STRING;
      default -> {
        if (TypeRelations.isDecided(range)) {
          findings.wrong(
              node, "a value of type '%s' has no elements".formatted(CelTypes.format(range)));
        }
        yield SimpleType.DYN;
      }
    };
  }

  private static CelType key(CelType range) {
    return switch (range) {
      case MapType map -> map.keyType();
      case StructType struct -> SimpleType.STRING;
      default -> SimpleType.DYN;
    };
  }

  private static CelType value(CelType range) {
    return switch (range) {
      case ListType list -> list.elemType();
      case MapType map -> map.valueType();
      default -> SimpleType.DYN;
    };
  }
}
