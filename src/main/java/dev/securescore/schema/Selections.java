package dev.securescore.schema;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Optional;

/** The types of what is read out of a value, by the name of a field, a key or an index. */
final class Selections {

  private final Findings findings;

  Selections(Findings findings) {
    this.findings = findings;
  }

  /**
   * The type of a field; of an optional value the field is optional too.
   *
   * @param place the node that selects, or the constant that names the field
   * @param tested whether a missing field is no error there
   */
  CelType field(CelExpr place, CelType operand, String name, boolean tested) {
    return switch (operand) {
      case OptionalType optional ->
          optional(field(place, TypeRelations.element(optional), name, true));
      case StructType struct ->
          TypeRelations.field(struct, name).orElseGet(() -> undefined(place, struct, name, tested));
      case MapType map -> map.valueType();
      default -> {
        if (TypeRelations.isDecided(operand)) {
          findings.wrong(
              place,
              "type '%s' does not support field selection".formatted(CelTypes.format(operand)));
        }
        yield SimpleType.DYN;
      }
    };
  }

  private CelType undefined(CelExpr place, StructType struct, String name, boolean tested) {
    // Kubernetes escapes names that CEL reserves, such as __namespace__.
    if (!name.contains("__")) {
      findings.undefined(place, struct, name, tested);
    }
    return SimpleType.DYN;
  }

  /** The type of an element by key or index; empty where only the language itself can tell. */
  Optional<CelType> element(CelType operand, CelExpr key, CelType keyType, boolean tested) {
    return switch (operand) {
      case OptionalType optional ->
          element(TypeRelations.element(optional), key, keyType, true).map(Selections::optional);
      case StructType struct ->
          Optional.of(
              Constants.text(key)
                  .map(name -> field(key, struct, name, tested))
                  .orElse(SimpleType.DYN));
      case ListType list when !TypeRelations.neverEqual(SimpleType.INT, keyType) ->
          Optional.of(list.elemType());
      case MapType map when !TypeRelations.neverEqual(map.keyType(), keyType) ->
          Optional.of(map.valueType());
      default -> Optional.empty();
    };
  }

  /** An optional of the type; an optional stays what it is. */
  static CelType optional(CelType type) {
    return type instanceof OptionalType ? type : OptionalType.create(type);
  }
}
