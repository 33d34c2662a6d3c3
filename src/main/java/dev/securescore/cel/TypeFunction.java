package dev.securescore.cel;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.DefaultTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.OpaqueValue;
import dev.cel.runtime.CelFunctionBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The function {@code type}, which cel-java binds for protocol buffers only. */
final class TypeFunction {

  private TypeFunction() {}

  static ImmutableSet<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        "type",
        CelFunctionBinding.from("type", Object.class, value -> TypeType.create(typeOf(value))));
  }

  /** The type of a value; types of lists and maps say nothing of their elements. */
  static CelType typeOf(Object value) {
    return switch (value) {
      case Boolean _ -> SimpleType.BOOL;
      case String _ -> SimpleType.STRING;
      case Long _ -> SimpleType.INT;
      case Double _ -> SimpleType.DOUBLE;
      case UnsignedLong _ -> SimpleType.UINT;
      case CelByteString _ -> SimpleType.BYTES;
      case NullValue _ -> SimpleType.NULL_TYPE;
      case Duration _ -> SimpleType.DURATION;
      case Instant _ -> SimpleType.TIMESTAMP;
      case OpaqueValue opaque -> opaque.celType();
      case Collection<?> _ -> named("list");
      case Map<?, ?> _ -> named("map");
      case Optional<?> _ -> named("optional_type");
      default -> SimpleType.DYN;
    };
  }

  private static CelType named(String name) {
    return DefaultTypeProvider.getInstance().findType(name).orElse(SimpleType.DYN);
  }
}
