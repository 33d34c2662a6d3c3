package dev.securescore.json;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object.
 *
 * <p>It is a CEL value itself; {@link JsonList} says why.
 */
@Immutable
@SuppressWarnings("Immutable") // the map is made in this package alone and never changed
public final class JsonMap extends CelValue implements Map<String, Object> {

  /** The object without entries. */
  public static final JsonMap EMPTY = new JsonMap(new FewEntries(new Object[0]), 0);

  private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private final Map<String, Object> entries;
  private final long weight;

  /** Takes over a map that nobody changes. */
  JsonMap(Map<String, Object> entries, long weight) {
    this.entries = entries;
    this.weight = weight;
  }

  /** How much there is below: one for every key and value, and one for every 64 characters. */
  public long weight() {
    return weight;
  }

  /** The object under a path of keys; empty where a key is missing or something else stands. */
  public Optional<JsonMap> at(String... path) {
    JsonMap current = this;
    for (String key : path) {
      if (!(current.get(key) instanceof JsonMap next)) {
        return Optional.empty();
      }
      current = next;
    }
    return Optional.of(current);
  }

  /** The object under a key; the empty object where there is none. */
  public JsonMap object(String key) {
    return get(key) instanceof JsonMap map ? map : EMPTY;
  }

  /** The list under a key; the empty list where there is none. */
  public JsonList list(String key) {
    return get(key) instanceof JsonList list ? list : JsonList.EMPTY;
  }

  /** The text under a key; the empty text where there is none. */
  public String string(String key) {
    return get(key) instanceof String text ? text : "";
  }

  /** The whole number under a key; the fallback where there is none. */
  public long number(String key, long fallback) {
    return get(key) instanceof Long number ? number : fallback;
  }

  /** Whether the value under a key is the boolean true. */
  public boolean isTrue(String key) {
    return Boolean.TRUE.equals(get(key));
  }

  /** The entries whose value is text, as labels and annotations are. */
  public Map<String, String> strings() {
    Map<String, String> result = LinkedHashMap.newLinkedHashMap(entries.size());
    entries.forEach((key, value) -> {
      if (value instanceof String text) {
        result.put(key, text);
      }
    });
    return Collections.unmodifiableMap(result);
  }

  /** A copy in which a key has another value. */
  public JsonMap with(String key, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(entries);
    copy.put(key, value);
    return Json.object(copy);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return entries.isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    return entries.containsValue(value);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public Set<String> keySet() {
    return entries.keySet();
  }

  @Override
  public Collection<Object> values() {
    return entries.values();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return entries.entrySet();
  }

  @Override
  public @Nullable Object put(String key, Object value) {
    throw immutable();
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    throw immutable();
  }

  @Override
  public void putAll(Map<? extends String, ?> map) {
    throw immutable();
  }

  @Override
  public void clear() {
    throw immutable();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return entries.equals(other);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }

  private static UnsupportedOperationException immutable() {
    return new UnsupportedOperationException("a JSON object is immutable");
  }
}
