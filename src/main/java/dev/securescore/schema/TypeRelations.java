package dev.securescore.schema;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How types relate when structs are what they are at run time: maps, some of whose keys are known.
 */
final class TypeRelations {

  /** The type of the elements of an empty list, which may be joined to every list. */
  static final CelType NOTHING = SimpleType.ERROR;

  /** What a struct is at run time. */
  static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private static final Set<CelKind> NUMBERS = Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE);
  private static final Set<CelKind> UNDECIDED =
      Set.of(
          CelKind.ANY,
          CelKind.DYN,
          CelKind.ERROR,
          CelKind.NULL_TYPE,
          CelKind.OPAQUE,
          CelKind.TYPE,
          CelKind.TYPE_PARAM,
          CelKind.UNSPECIFIED);

  private TypeRelations() {}

  /** Whether every value of the type is known to be of one kind. */
  static boolean isDecided(CelType type) {
    return type instanceof OptionalType || !UNDECIDED.contains(type.kind());
  }

  /** Whether no value of one type ever equals one of the other. */
  static boolean neverEqual(CelType one, CelType other) {
    return isDecided(one) && isDecided(other) && kind(one) != kind(other);
  }

  private static CelKind kind(CelType type) {
    if (type instanceof StructType) {
      return CelKind.MAP;
    }
    return NUMBERS.contains(type.kind()) ? CelKind.DOUBLE : type.kind();
  }

  /** The type of what is of one type or of the other. */
  static CelType join(CelType one, CelType other) {
    if (one.equals(other) || isNone(other)) {
      return one;
    }
    if (isNone(one)) {
      return other;
    }
    if (one instanceof ListType first && other instanceof ListType second) {
      return ListType.create(join(first.elemType(), second.elemType()));
    }
    if (one instanceof MapType first && other instanceof MapType second) {
      return MapType.create(
          join(first.keyType(), second.keyType()), join(first.valueType(), second.valueType()));
    }
    if (one instanceof OptionalType && other instanceof OptionalType) {
      return OptionalType.create(join(element(one), element(other)));
    }
    if (one instanceof StructType first && other instanceof StructType second) {
      return first.name().equals(second.name()) ? first : union(first, second);
    }
    if (one instanceof StructType struct && isEmptyMap(other)) {
      return struct;
    }
    return other instanceof StructType struct && isEmptyMap(one) ? struct : SimpleType.DYN;
  }

  private static boolean isNone(CelType type) {
    return type.equals(NOTHING) || type.kind() == CelKind.NULL_TYPE;
  }

  private static boolean isEmptyMap(CelType type) {
    return type instanceof MapType map && map.keyType().equals(NOTHING);
  }

  /** What is in an optional, a list or a type of types. */
  static CelType element(CelType type) {
    return type.parameters().isEmpty() ? SimpleType.DYN : type.parameters().getFirst();
  }

  private static StructType union(StructType one, StructType other) {
    return StructType.create(
        one.name() + " or " + other.name(),
        ImmutableSet.<String>builder().addAll(one.fieldNames()).addAll(other.fieldNames()).build(),
        name ->
            Stream.of(field(one, name), field(other, name))
                .flatMap(Optional::stream)
                .reduce(TypeRelations::join));
  }

  /** The type of a field of a struct; empty where it can have none of this name. */
  static Optional<CelType> field(StructType struct, String name) {
    return Stream.of(name, TypeTable.EVERY_OTHER)
        .filter(struct.fieldNames()::contains)
        .findFirst()
        .flatMap(struct::findField)
        .map(StructType.Field::type);
  }

  /** The type as functions see it that know no structs. */
  static CelType erased(CelType type) {
    return composed(type, true);
  }

  /** The type as functions see it; the elements of an empty list are of any type. */
  static CelType precise(CelType type) {
    return composed(type, false);
  }

  private static CelType composed(CelType type, boolean erase) {
    if (type.equals(NOTHING)) {
      return SimpleType.DYN;
    }
    if (type instanceof StructType) {
      return erase ? OBJECT : type;
    }
    return switch (type) {
      case ListType list -> ListType.create(composed(list.elemType(), erase));
      case MapType map ->
          MapType.create(composed(map.keyType(), erase), composed(map.valueType(), erase));
      case OptionalType optional -> OptionalType.create(composed(element(optional), erase));
      default -> type;
    };
  }
}
