package dev.securescore.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.internal.ComparisonFunctions;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Comparing and adding the elements of lists whose type is not known when compiling. */
final class Elements {

  private Elements() {}

  static boolean areSorted(Collection<?> list) {
    Object previous = null;
    for (Object element : list) {
      if (previous != null && compare("isSorted", previous, element) > 0) {
        return false;
      }
      previous = element;
    }
    return true;
  }

  /** The smallest element if the sign is negative, else the largest. */
  static Object extreme(String function, Collection<?> list, int sign) {
    Object extreme = null;
    for (Object element : list) {
      if (extreme == null || compare(function, element, extreme) * sign > 0) {
        extreme = element;
      }
    }
    if (extreme == null) {
      throw new CallFailure(function + " called on empty list");
    }
    return extreme;
  }

  static Object sum(Object left, Object right) {
    try {
      return switch (left) {
        case Long number when right instanceof Long other -> Math.addExact(number, other);
        case Double number when right instanceof Double other -> number + other;
        case UnsignedLong number when right instanceof UnsignedLong other -> plus(number, other);
        case Duration duration when right instanceof Duration other -> duration.plus(other);
        default -> throw new CallFailure("sum: elements cannot be added");
      };
    } catch (ArithmeticException e) {
      throw new CallFailure("sum: overflow");
    }
  }

  private static UnsignedLong plus(UnsignedLong left, UnsignedLong right) {
    UnsignedLong sum = left.plus(right);
    if (sum.compareTo(left) < 0) {
      throw new ArithmeticException();
    }
    return sum;
  }

  private static int compare(String function, Object left, Object right) {
    return switch (left) {
      case Number number when right instanceof Number other ->
          ComparisonFunctions.numericCompare(number, other);
      case String text when right instanceof String other -> text.compareTo(other);
      case Boolean bool when right instanceof Boolean other -> bool.compareTo(other);
      case Duration duration when right instanceof Duration other -> duration.compareTo(other);
      case CelByteString bytes when right instanceof CelByteString other ->
          CelByteString.unsignedLexicographicalComparator().compare(bytes, other);
      case Instant instant when right instanceof Instant other -> instant.compareTo(other);
      default -> throw new CallFailure(function + ": elements cannot be compared");
    };
  }
}
