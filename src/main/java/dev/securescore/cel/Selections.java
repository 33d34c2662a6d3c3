package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.securescore.json.JsonMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selections that may find nothing, done as cel-go does them.
 *
 * <p>Below a text, a number or null there is no field in cel-go; below a list, asking for one is an
 * error. cel-java fails for the former and finds nothing in the latter. Both kinds of selection
 * therefore become calls of functions of ours before they are planned.
 */
final class Selections {

  static final String PRESENCE = "@has";
  static final String OPTIONAL = "@select";
  static final String OPTIONAL_INDEX = "@index";

  private static final Map<String, String> REPLACED =
      Map.of("_?._", OPTIONAL, "_[?_]", OPTIONAL_INDEX);

  private static final Set<String> OVERLOADS =
      Set.of(
          "select_optional_field",
          "list_optindex_optional_int",
          "optional_list_optindex_optional_int",
          "map_optindex_optional_value",
          "optional_map_optindex_optional_value");

  private Selections() {}

  static ImmutableSet<CelFunctionBinding> bindings(RuntimeEquality equality) {
    return ImmutableSet.of(
        CelFunctionBinding.from(PRESENCE, Object.class, String.class, Selections::has),
        CelFunctionBinding.from(OPTIONAL, Object.class, String.class, Selections::find),
        CelFunctionBinding.from(
            OPTIONAL_INDEX,
            Object.class,
            Object.class,
            (value, index) -> find(value, index, equality)));
  }

  private static boolean has(Object value, String field) {
    return value instanceof Map<?, ?> map ? map.containsKey(field) : find(value, field).isPresent();
  }

  private static Optional<Object> find(Object value, String field) {
    if (value instanceof JsonMap map) {
      return Optional.ofNullable(map.get(field));
    }
    return switch (value) {
      case Map<?, ?> map -> {
        @Nullable Object found = map.get(field);
        yield Optional.ofNullable(found);
      }
      case Optional<?> optional -> optional.flatMap(held -> find(held, field));
      case Collection<?> _ -> throw new CallFailure("a list has no field to select");
      default -> Optional.empty();
    };
  }

  private static Optional<Object> find(Object value, Object index, RuntimeEquality equality) {
    return switch (value) {
      case Map<?, ?> map -> equality.findInMap(map, index).map(found -> (Object) found);
      case List<?> list -> position(index).filter(at -> at >= 0 && at < list.size()).map(list::get);
      case Optional<?> optional -> optional.flatMap(held -> find(held, index, equality));
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> position(Object index) {
    if (!(index instanceof Number number)
        || number.doubleValue() != Math.rint(number.doubleValue())) {
      throw new CallFailure("a list has positions only");
    }
    double position = number.doubleValue();
    return Math.abs(position) < Integer.MAX_VALUE ? Optional.of((int) position) : Optional.empty();
  }

  static CelAbstractSyntaxTree replaced(CelAbstractSyntaxTree checked) {
    return CelAbstractSyntaxTree.newCheckedAst(
        replaced(checked.getExpr()),
        checked.getSource(),
        Maps.filterValues(checked.getReferenceMap(), Selections::isKept),
        checked.getTypeMap());
  }

  /** A call that still has its reference would be resolved to what it was. */
  private static boolean isKept(CelReference reference) {
    return reference.overloadIds().stream().noneMatch(OVERLOADS::contains);
  }

  private static CelExpr replaced(CelExpr node) {
    CelExpr changed = Children.replaced(node, Selections::replaced);
    return switch (changed.getKind()) {
      case SELECT ->
          changed.select().testOnly()
              ? call(changed, PRESENCE, changed.select().operand(), field(changed))
              : changed;
      case CALL ->
          REPLACED.containsKey(changed.call().function())
              ? call(
                  changed,
                  REPLACED.getOrDefault(changed.call().function(), ""),
                  changed.call().args().getFirst(),
                  changed.call().args().getLast())
              : changed;
      case CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> changed;
    };
  }

  private static CelExpr field(CelExpr selection) {
    return CelExpr.ofConstant(0, CelConstant.ofValue(selection.select().field()));
  }

  private static CelExpr call(CelExpr node, String function, CelExpr operand, CelExpr field) {
    return CelExpr.ofCall(node.id(), Optional.empty(), function, ImmutableList.of(operand, field));
  }
}
