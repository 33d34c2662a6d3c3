package dev.securescore.inventory;

import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An object while defaults are filled in; as long as all are there already, it is the very object.
 *
 * <p>What is of an unexpected type stays as it is: the API server would refuse it.
 */
final class Fields {

  private final JsonMap object;
  private @Nullable Map<String, Object> changed;

  private Fields(JsonMap object) {
    this.object = object;
  }

  static Fields of(JsonMap object) {
    return new Fields(object);
  }

  /** Gives a field its default where it is missing. */
  Fields missing(String key, Object value) {
    return entries().containsKey(key) ? this : put(key, value);
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
    return entries().getOrDefault(key, zero).equals(zero) ? put(key, value) : this;
  }

  /** Drops a field that is false, as the API server writes only true. */
  Fields onlyTrue(String... keys) {
    for (String key : keys) {
      if (Boolean.FALSE.equals(entries().get(key))) {
        copy().remove(key);
      }
    }
    return this;
  }

  /** Sets a field. */
  Fields put(String key, Object value) {
    copy().put(key, value);
    return this;
  }

  /** Fills the object of a field, where there is one. */
  Fields inside(String key, UnaryOperator<JsonMap> defaults) {
    return entries().get(key) instanceof JsonMap before
        ? replace(key, before, defaults.apply(before))
        : this;
  }

  /** Fills each object in the list of a field, where there is one. */
  Fields each(String key, UnaryOperator<JsonMap> defaults) {
    return entries().get(key) instanceof JsonList before
        ? replace(key, before, filled(before, defaults))
        : this;
  }

  @SuppressWarnings("ReferenceEquality") // what has all its defaults is given back as it is
  private static JsonList filled(JsonList list, UnaryOperator<JsonMap> defaults) {
    @Nullable List<Object> copy = null;
    for (int place = 0; place < list.size(); place++) {
      if (list.get(place) instanceof JsonMap element) {
        JsonMap filled = defaults.apply(element);
        if (filled != element) {
          copy = copy == null ? new ArrayList<>(list) : copy;
          copy.set(place, filled);
        }
      }
    }
    return copy == null ? list : Json.list(copy);
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private Fields replace(String key, Object before, Object after) {
    return before == after ? this : put(key, after);
  }

  private Map<String, Object> entries() {
    @Nullable Map<String, Object> copy = changed;
    return copy == null ? object : copy;
  }

  private Map<String, Object> copy() {
    @Nullable Map<String, Object> copy = changed;
    if (copy == null) {
      copy = new LinkedHashMap<>(object);
      changed = copy;
    }
    return copy;
  }

  JsonMap done() {
    return Json.object(entries());
  }
}
