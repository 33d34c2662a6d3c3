package dev.securescore.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.securescore.cel.NativeFunction.Overload;
import dev.securescore.cel.value.InternetAddress;
import dev.securescore.cel.value.NamedFormat;
import dev.securescore.cel.value.NetworkBlock;
import dev.securescore.cel.value.Quantity;
import dev.securescore.cel.value.SemanticVersion;
import dev.securescore.cel.value.Url;

/**
 * What a function takes: a type with the class of its values.
 *
 * @param <T> the class
 */
@Immutable
@SuppressWarnings("Immutable") // types and classes are
record Operand<T>(CelType type, Class<T> values) {

  static final Operand<String> TEXT = new Operand<>(SimpleType.STRING, String.class);
  static final Operand<Long> INTEGER = new Operand<>(SimpleType.INT, Long.class);
  static final Operand<Boolean> TRUTH = new Operand<>(SimpleType.BOOL, Boolean.class);
  static final Operand<Quantity> QUANTITY = new Operand<>(Quantity.TYPE, Quantity.class);
  static final Operand<SemanticVersion> VERSION =
      new Operand<>(SemanticVersion.TYPE, SemanticVersion.class);
  static final Operand<Url> URL = new Operand<>(Url.TYPE, Url.class);
  static final Operand<InternetAddress> ADDRESS =
      new Operand<>(InternetAddress.TYPE, InternetAddress.class);
  static final Operand<NetworkBlock> BLOCK = new Operand<>(NetworkBlock.TYPE, NetworkBlock.class);
  static final Operand<NamedFormat> FORMAT = new Operand<>(NamedFormat.TYPE, NamedFormat.class);

  /** An overload that is called as {@code function(operand)}. */
  Overload global(String id, CelType result, CelFunctionOverload.Unary<T> body) {
    return new Overload(
        CelOverloadDecl.newGlobalOverload(id, result, type),
        CelFunctionBinding.from(id, values, body));
  }

  /** An overload that is called as {@code function(operand, second)}. */
  <S> Overload global(
      String id, CelType result, Operand<S> second, CelFunctionOverload.Binary<T, S> body) {
    return new Overload(
        CelOverloadDecl.newGlobalOverload(id, result, type, second.type),
        CelFunctionBinding.from(id, values, second.values, body));
  }

  /** An overload that is called as {@code operand.function()}. */
  Overload member(String id, CelType result, CelFunctionOverload.Unary<T> body) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, type),
        CelFunctionBinding.from(id, values, body));
  }

  /** An overload that is called as {@code operand.function(second)}. */
  <S> Overload member(
      String id, CelType result, Operand<S> second, CelFunctionOverload.Binary<T, S> body) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, type, second.type),
        CelFunctionBinding.from(id, values, second.values, body));
  }
}
