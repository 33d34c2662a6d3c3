package dev.securescore.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what parsers and clients give into the trees that the rest of the program reads. */
public final class Json {

  private static final int CHARACTERS_IN_A_UNIT = 64;

  private Json() {}

  /**
   * The object tree of a parsed map.
   *
   * <p>Null entries are dropped, as the API server drops them from what it stores. Whole numbers
   * become {@code Long}, all others {@code Double}, as CEL knows only these.
   *
   * @throws IllegalArgumentException if a value is of no JSON type
   */
  public static JsonMap object(Map<String, ?> map) {
    if (map instanceof JsonMap already) {
      return already;
    }
    JsonMapBuilder entries = new JsonMapBuilder();
    map.forEach(entries::put);
    return entries.build();
  }

  /** The list tree of a parsed list; null entries are dropped. */
  public static JsonList list(List<?> list) {
    if (list instanceof JsonList already) {
      return already;
    }
    List<Object> elements = new ArrayList<>(list.size());
    for (@Nullable Object element : list) {
      if (element != null) {
        elements.add(value(element));
      }
    }
    return new JsonList(elements);
  }

  static long weight(Object value) {
    return switch (value) {
      case String text -> 1 + text.length() / CHARACTERS_IN_A_UNIT;
      case JsonMap map -> 1 + map.weight();
      case JsonList list -> 1 + list.weight();
      default -> 1;
    };
  }

  static Object value(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean bool -> bool;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Byte number -> number.longValue();
      case Double number -> number;
      case Float number -> number.doubleValue();
      case BigInteger number ->
          number.bitLength() < Long.SIZE ? (Object) number.longValue() : number.doubleValue();
      case BigDecimal number -> number.doubleValue();
      case Map<?, ?> map -> object(withTextKeys(map));
      case List<?> list -> list(list);
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    };
  }

  private static Map<String, ?> withTextKeys(Map<?, ?> map) {
    if (map instanceof JsonMap already) {
      return already;
    }
    Map<String, @Nullable Object> result = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> result.put(String.valueOf(key), value));
    return result;
  }
}
