package dev.securescore.json;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is equal to what cannot be told from it: unlike maps, equal objects have their
 * entries in the same order.
 */
public final class ExactJson {

  private final Object value;
  private final int hash;

  private ExactJson(Object value) {
    this.value = value;
    this.hash = hash(value);
  }

  /** A value, which is not copied. */
  public static ExactJson of(Object value) {
    return new ExactJson(value);
  }

  private static int hash(Object value) {
    return switch (value) {
      case JsonMap map -> {
        int hash = 1;
        for (Map.Entry<String, Object> entry : map.entrySet()) {
          hash = 31 * (31 * hash + entry.getKey().hashCode()) + hash(entry.getValue());
        }
        yield hash;
      }
      case JsonList list -> {
        int hash = 2;
        for (Object element : list) {
          hash = 31 * hash + hash(element);
        }
        yield hash;
      }
      default -> value.hashCode();
    };
  }

  private static boolean same(Object one, Object other) {
    if (one instanceof JsonMap map) {
      return other instanceof JsonMap otherMap && same(map, otherMap);
    }
    if (one instanceof JsonList list) {
      return other instanceof JsonList otherList && same(list, otherList);
    }
    return one.equals(other);
  }

  private static boolean same(JsonMap one, JsonMap other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<Map.Entry<String, Object>> others = other.entrySet().iterator();
    for (Map.Entry<String, Object> entry : one.entrySet()) {
      Map.Entry<String, Object> next = others.next();
      if (!entry.getKey().equals(next.getKey()) || !same(entry.getValue(), next.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonList one, JsonList other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<Object> others = other.iterator();
    for (Object element : one) {
      if (!same(element, others.next())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExactJson exact && hash == exact.hash && same(value, exact.value);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
