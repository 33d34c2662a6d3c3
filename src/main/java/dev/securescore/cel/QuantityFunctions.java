package dev.securescore.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.securescore.cel.Operand.INTEGER;
import static dev.securescore.cel.Operand.QUANTITY;
import static dev.securescore.cel.Operand.TEXT;

import dev.securescore.cel.value.Quantity;
import java.util.List;

/** Kubernetes' functions on quantities. */
final class QuantityFunctions {

  private QuantityFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "quantity",
            TEXT.global("string_to_quantity", Quantity.TYPE, QuantityFunctions::quantity)),
        NativeFunction.of(
            "isQuantity",
            TEXT.global("is_quantity_string", BOOL, text -> Quantity.parse(text).isPresent())),
        NativeFunction.of(
            "sign", QUANTITY.global("quantity_sign", INT, quantity -> (long) quantity.sign())),
        NativeFunction.of(
            "asApproximateFloat",
            QUANTITY.member("quantity_get_float", DOUBLE, Quantity::toDouble)),
        NativeFunction.of(
            "asInteger", QUANTITY.member("quantity_get_int", INT, QuantityFunctions::integer)),
        NativeFunction.of(
            "isInteger",
            QUANTITY.member(
                "quantity_is_integer", BOOL, quantity -> quantity.toInteger().isPresent())),
        NativeFunction.of(
            "compareTo",
            QUANTITY.member(
                "quantity_compare_to", INT, QUANTITY, (one, other) -> (long) one.compareTo(other))),
        NativeFunction.of(
            "isGreaterThan",
            QUANTITY.member(
                "quantity_is_greater_than",
                BOOL,
                QUANTITY,
                (one, other) -> one.compareTo(other) > 0)),
        NativeFunction.of(
            "isLessThan",
            QUANTITY.member(
                "quantity_is_less_than", BOOL, QUANTITY, (one, other) -> one.compareTo(other) < 0)),
        NativeFunction.of(
            "add",
            QUANTITY.member("quantity_add", Quantity.TYPE, QUANTITY, Quantity::plus),
            QUANTITY.member(
                "quantity_add_int",
                Quantity.TYPE,
                INTEGER,
                (quantity, number) -> quantity.plus(Quantity.of(number)))),
        NativeFunction.of(
            "sub",
            QUANTITY.member("quantity_sub", Quantity.TYPE, QUANTITY, Quantity::minus),
            QUANTITY.member(
                "quantity_sub_int",
                Quantity.TYPE,
                INTEGER,
                (quantity, number) -> quantity.minus(Quantity.of(number)))));
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text).orElseThrow(() -> new CallFailure("quantity: not a quantity"));
  }

  private static long integer(Quantity quantity) {
    return quantity
        .toInteger()
        .orElseThrow(() -> new CallFailure("asInteger: cannot convert value to integer"));
  }
}
