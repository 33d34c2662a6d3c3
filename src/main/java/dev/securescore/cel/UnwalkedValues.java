package dev.securescore.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.values.CelValueConverter;
import java.util.function.Function;

/**
 * Leaves what is inside a list or map alone.
 *
 * <p>cel-java converts the whole subtree of a list or map at every selection and after every call,
 * which makes {@code map} and {@code filter} quadratic. JSON trees and the lists that expressions
 * build hold converted values already.
 */
@Immutable
final class UnwalkedValues extends CelValueConverter {

  @Override
  protected Object mapContainer(Object value, Function<Object, Object> mapper) {
    return value;
  }
}
