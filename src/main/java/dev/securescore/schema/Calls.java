package dev.securescore.schema;

import static dev.securescore.schema.TypeRelations.join;
import static dev.securescore.schema.TypeRelations.neverEqual;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.securescore.cel.CallTypes;
import dev.securescore.cel.CallTypes.Result.Refused;
import dev.securescore.cel.CallTypes.Result.Typed;
import java.util.List;
import java.util.Optional;

/**
 * The types of calls.
 *
 * <p>What at run time takes values of several types, as a condition with two results does, is
 * decided here; everything else by the overloads of the language.
 */
final class Calls {

  private final CallTypes language;
  private final Findings findings;
  private final Selections selections;

  Calls(CallTypes language, Findings findings, Selections selections) {
    this.language = language;
    this.findings = findings;
    this.selections = selections;
  }

  /**
   * The type of a call.
   *
   * @param operands the target, where there is one, and the arguments
   * @param types their types
   */
  CelType of(CelExpr node, List<CelExpr> operands, List<CelType> types) {
    return special(node, operands, types).orElseGet(() -> byOverload(node, types));
  }

  private Optional<CelType> special(CelExpr node, List<CelExpr> operands, List<CelType> types) {
    if (operands.size() < 2) {
      return Optional.empty();
    }
    CelType first = types.getFirst();
    CelType last = types.getLast();
    return switch (node.call().function()) {
      case "_?._" ->
          Constants.text(operands.getLast())
              .map(name -> Selections.optional(selections.field(node, first, name, true)));
      case "_[_]" -> selections.element(first, operands.getLast(), last, false);
      case "_[?_]" ->
          selections.element(first, operands.getLast(), last, true).map(Selections::optional);
      case "_?_:_" -> condition(first, types.get(1), last);
      case "_==_", "_!=_" -> equality(node, first, last);
      case "@in" -> membership(node, first, last);
      case "_+_" -> concatenation(first, last);
      case "or" -> bothOptional(first, last);
      case "orValue" ->
          first instanceof OptionalType held
              ? Optional.of(join(TypeRelations.element(held), last))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<CelType> condition(CelType asked, CelType one, CelType other) {
    return neverEqual(SimpleType.BOOL, asked) ? Optional.empty() : Optional.of(join(one, other));
  }

  private Optional<CelType> equality(CelExpr node, CelType one, CelType other) {
    if (neverEqual(one, other)) {
      refuse(node, List.of(one, other));
    }
    return Optional.of(SimpleType.BOOL);
  }

  private Optional<CelType> membership(CelExpr node, CelType sought, CelType in) {
    CelType key =
        switch (in) {
          case ListType list -> list.elemType();
          case MapType map -> map.keyType();
          case StructType struct -> SimpleType.STRING;
          default -> SimpleType.DYN;
        };
    if (neverEqual(sought, key)) {
      refuse(node, List.of(sought, in));
    }
    return in instanceof ListType || in instanceof MapType || in instanceof StructType
        ? Optional.of(SimpleType.BOOL)
        : Optional.empty();
  }

  private static Optional<CelType> concatenation(CelType one, CelType other) {
    if (one instanceof ListType && other instanceof ListType) {
      return Optional.of(join(one, other));
    }
    boolean mayBeList = !TypeRelations.isDecided(one) || !TypeRelations.isDecided(other);
    return mayBeList && (one instanceof ListType || other instanceof ListType)
        ? Optional.of(ListType.create(SimpleType.DYN))
        : Optional.empty();
  }

  private static Optional<CelType> bothOptional(CelType one, CelType other) {
    return one instanceof OptionalType && other instanceof OptionalType
        ? Optional.of(join(one, other))
        : Optional.empty();
  }

  private CelType byOverload(CelExpr node, List<CelType> types) {
    List<CelType> precise = types.stream().map(TypeRelations::precise).toList();
    if (ask(node, precise) instanceof Typed(CelType type)) {
      return type;
    }
    List<CelType> erased = types.stream().map(TypeRelations::erased).toList();
    return switch (ask(node, erased)) {
      case Typed(CelType type) -> type;
      case Refused() -> {
        refuse(node, precise);
        yield SimpleType.DYN;
      }
    };
  }

  private CallTypes.Result ask(CelExpr node, List<CelType> types) {
    return language.of(node.call().function(), node.call().target().isPresent(), types);
  }

  private void refuse(CelExpr node, List<CelType> types) {
    findings.wrong(
        node,
        "found no matching overload for '%s' applied to '%s'"
            .formatted(node.call().function(), written(node, types)));
  }

  /** {@code (string, int)}, or {@code string.(int)} for a call on a target. */
  private static String written(CelExpr node, List<CelType> types) {
    List<String> names = types.stream().map(CelTypes::format).toList();
    return node.call().target().isPresent()
        ? names.getFirst() + ".(" + String.join(", ", names.subList(1, names.size())) + ")"
        : "(" + String.join(", ", names) + ")";
  }
}
