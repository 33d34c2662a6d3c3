package dev.securescore.inventory;

import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An object while defaults are filled in.
 *
 * <p>What is of an unexpected type stays as it is: the API server would refuse it.
 */
final class Fields {

  private final Map<String, Object> entries;

  private Fields(JsonMap object) {
    this.entries = new LinkedHashMap<>(object);
  }

  static Fields of(JsonMap object) {
    return new Fields(object);
  }

  /** Gives a field its default where it is missing. */
  Fields missing(String key, Object value) {
    entries.putIfAbsent(key, value);
    return this;
  }

  /** Gives a text field its default where it is missing or empty, which mean the same to Go. */
  Fields text(String key, String value) {
    return zero(key, "", value);
  }

  /** Gives a number field its default where it is missing or zero, which mean the same to Go. */
  Fields number(String key, long value) {
    return zero(key, 0L, value);
  }

  private Fields zero(String key, Object zero, Object value) {
    if (entries.getOrDefault(key, zero).equals(zero)) {
      entries.put(key, value);
    }
    return this;
  }

  /** Drops a field that is false, as the API server writes only true. */
  Fields onlyTrue(String... keys) {
    for (String key : keys) {
      entries.remove(key, false);
    }
    return this;
  }

  /** Sets a field. */
  Fields put(String key, Object value) {
    entries.put(key, value);
    return this;
  }

  /** Fills the object of a field, where there is one. */
  Fields inside(String key, UnaryOperator<JsonMap> defaults) {
    if (entries.get(key) instanceof JsonMap object) {
      entries.put(key, defaults.apply(object));
    }
    return this;
  }

  /** Fills each object in the list of a field, where there is one. */
  Fields each(String key, UnaryOperator<JsonMap> defaults) {
    if (entries.get(key) instanceof JsonList list) {
      List<Object> filled =
          list.stream()
              .map(element -> element instanceof JsonMap object ? defaults.apply(object) : element)
              .toList();
      entries.put(key, Json.list(filled));
    }
    return this;
  }

  JsonMap done() {
    return Json.object(entries);
  }
}
