package dev.securescore.cel;

import com.google.common.primitives.UnsignedLong;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.RuntimeEquality;
import dev.securescore.cel.NativeFunction.Overload;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Kubernetes' functions on lists, beside those that cel-java has. */
@Immutable
final class ListFunctions {

  private static final TypeParamType ELEMENT = TypeParamType.create("T");
  private static final Map<CelType, Object> ZEROS =
      Map.of(
          SimpleType.INT,
          0L,
          SimpleType.UINT,
          UnsignedLong.ZERO,
          SimpleType.DOUBLE,
          0.0,
          SimpleType.DURATION,
          Duration.ZERO);

  /** The types whose values have an order. */
  static final List<CelType> COMPARABLE =
      List.of(
          SimpleType.INT,
          SimpleType.UINT,
          SimpleType.DOUBLE,
          SimpleType.BOOL,
          SimpleType.DURATION,
          SimpleType.TIMESTAMP,
          SimpleType.STRING,
          SimpleType.BYTES);

  private final RuntimeEquality equality;

  private ListFunctions(RuntimeEquality equality) {
    this.equality = equality;
  }

  static List<NativeFunction> all(RuntimeEquality equality) {
    return new ListFunctions(equality).functions();
  }

  private List<NativeFunction> functions() {
    return List.of(
        new NativeFunction(
            "isSorted",
            COMPARABLE.stream()
                .map(type -> overload("is_sorted", type, SimpleType.BOOL, Elements::areSorted))
                .toList()),
        new NativeFunction(
            "min",
            COMPARABLE.stream()
                .map(type -> overload("min", type, type, list -> Elements.extreme("min", list, -1)))
                .toList()),
        new NativeFunction(
            "max",
            COMPARABLE.stream()
                .map(type -> overload("max", type, type, list -> Elements.extreme("max", list, 1)))
                .toList()),
        new NativeFunction(
            "sum",
            List.of(SimpleType.INT, SimpleType.UINT, SimpleType.DOUBLE, SimpleType.DURATION)
                .stream()
                .map(type -> overload("sum", type, type, list -> sum(type, list)))
                .toList()),
        search("indexOf", "list_a_index_of_int", this::first),
        search("lastIndexOf", "list_a_last_index_of_int", this::last));
  }

  private static Overload overload(
      String name, CelType element, CelType result, CelFunctionOverload.Unary<Collection<?>> body) {
    String id = "list_%s_%s".formatted(element.name(), name);
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, ListType.create(element)),
        CelFunctionBinding.from(id, Collection.class, body::apply));
  }

  private static NativeFunction search(
      String name, String id, CelFunctionOverload.Binary<Collection<?>, Object> body) {
    return NativeFunction.of(
        name,
        new Overload(
            CelOverloadDecl.newMemberOverload(
                id, SimpleType.INT, ListType.create(ELEMENT), ELEMENT),
            CelFunctionBinding.from(id, Collection.class, Object.class, body::apply)));
  }

  private static Object sum(CelType type, Collection<?> list) {
    Object sum = ZEROS.getOrDefault(type, 0L);
    boolean first = true;
    for (Object element : list) {
      sum = first ? element : Elements.sum(sum, element);
      first = false;
    }
    return sum;
  }

  private long first(Collection<?> list, Object sought) {
    long index = 0;
    for (Object element : list) {
      if (equality.objectEquals(element, sought)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  private long last(Collection<?> list, Object sought) {
    long found = -1;
    long index = 0;
    for (Object element : list) {
      if (equality.objectEquals(element, sought)) {
        found = index;
      }
      index++;
    }
    return found;
  }
}
