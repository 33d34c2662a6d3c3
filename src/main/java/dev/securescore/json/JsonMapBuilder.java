package dev.securescore.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object while its entries come; of two with one key the later one counts. */
public final class JsonMapBuilder {

  private final Object[] few = new Object[2 * FewEntries.MOST];
  private int used;
  private @Nullable Map<String, Object> many;

  /**
   * Adds an entry; one without a value is passed over.
   *
   * @throws IllegalArgumentException if the value is of no JSON type
   */
  public void put(String key, @Nullable Object value) {
    if (value != null) {
      add(key, Json.value(value));
    }
  }

  /** Adds an entry whose value is one of a tree already. */
  void add(String key, Object value) {
    if (many != null) {
      many.put(key, value);
    } else if (!addToFew(key, value)) {
      Map<String, Object> table = new LinkedHashMap<>();
      for (int place = 0; place < used; place += 2) {
        table.put((String) few[place], few[place + 1]);
      }
      table.put(key, value);
      many = table;
    }
  }

  private boolean addToFew(String key, Object value) {
    for (int place = 0; place < used; place += 2) {
      if (few[place].equals(key)) {
        few[place + 1] = value;
        return true;
      }
    }
    if (used == few.length) {
      return false;
    }
    few[used++] = key;
    few[used++] = value;
    return true;
  }

  /** The object of all entries; nothing is added afterwards. */
  public JsonMap build() {
    return many == null ? small() : large(many);
  }

  private JsonMap small() {
    if (used == 0) {
      return JsonMap.EMPTY;
    }
    long weight = 0;
    for (int place = 0; place < used; place++) {
      weight += Json.weight(few[place]);
    }
    return new JsonMap(new FewEntries(Arrays.copyOf(few, used)), weight);
  }

  private static JsonMap large(Map<String, Object> entries) {
    long weight = 0;
    for (Map.Entry<String, Object> entry : entries.entrySet()) {
      weight += Json.weight(entry.getKey()) + Json.weight(entry.getValue());
    }
    return new JsonMap(Collections.unmodifiableMap(entries), weight);
  }
}
