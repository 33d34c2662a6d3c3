package dev.securescore.cel;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.securescore.cel.NativeFunction.Overload;
import java.util.List;

/** Kubernetes' functions on quantities. */
final class QuantityFunctions {

  private QuantityFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "quantity",
            new Overload(
                CelOverloadDecl.newGlobalOverload(
                    "string_to_quantity", Quantity.TYPE, SimpleType.STRING),
                CelFunctionBinding.from(
                    "string_to_quantity", String.class, QuantityFunctions::parse))),
        NativeFunction.of(
            "isQuantity",
            new Overload(
                CelOverloadDecl.newGlobalOverload(
                    "is_quantity_string", SimpleType.BOOL, SimpleType.STRING),
                CelFunctionBinding.from(
                    "is_quantity_string", String.class, text -> Quantity.parse(text).isPresent()))),
        NativeFunction.of(
            "sign", unary("quantity_sign", SimpleType.INT, quantity -> (long) quantity.sign())),
        NativeFunction.of(
            "asApproximateFloat",
            unary("quantity_as_approximate_float", SimpleType.DOUBLE, Quantity::toDouble)),
        NativeFunction.of(
            "asInteger",
            unary("quantity_as_integer", SimpleType.INT, QuantityFunctions::asInteger)),
        NativeFunction.of(
            "isInteger",
            unary(
                "quantity_is_integer",
                SimpleType.BOOL,
                quantity -> quantity.toInteger().isPresent())),
        NativeFunction.of(
            "compareTo",
            binary("quantity_compare_to", SimpleType.INT, (a, b) -> (long) a.compareTo(b))),
        NativeFunction.of(
            "isGreaterThan",
            binary("quantity_is_greater_than", SimpleType.BOOL, (a, b) -> a.compareTo(b) > 0)),
        NativeFunction.of(
            "isLessThan",
            binary("quantity_is_less_than", SimpleType.BOOL, (a, b) -> a.compareTo(b) < 0)),
        NativeFunction.of(
            "add",
            binary("quantity_add", Quantity.TYPE, Quantity::plus),
            withInteger("quantity_add_int", (a, b) -> a.plus(Quantity.of(b)))),
        NativeFunction.of(
            "sub",
            binary("quantity_sub", Quantity.TYPE, Quantity::minus),
            withInteger("quantity_sub_int", (a, b) -> a.minus(Quantity.of(b)))));
  }

  private static Quantity parse(String text) {
    return Quantity.parse(text).orElseThrow(() -> new CallFailure("quantity: not a quantity"));
  }

  private static long asInteger(Quantity quantity) {
    return quantity
        .toInteger()
        .orElseThrow(() -> new CallFailure("asInteger: cannot convert value to integer"));
  }

  private static Overload unary(
      String id, CelType result, CelFunctionOverload.Unary<Quantity> function) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, Quantity.TYPE),
        CelFunctionBinding.from(id, Quantity.class, function));
  }

  private static Overload binary(
      String id, CelType result, CelFunctionOverload.Binary<Quantity, Quantity> function) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, Quantity.TYPE, Quantity.TYPE),
        CelFunctionBinding.from(id, Quantity.class, Quantity.class, function));
  }

  private static Overload withInteger(
      String id, CelFunctionOverload.Binary<Quantity, Long> function) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, Quantity.TYPE, Quantity.TYPE, SimpleType.INT),
        CelFunctionBinding.from(id, Quantity.class, Long.class, function));
  }
}
