package dev.securescore.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a value and of all that is inside it, in the shape of the value.
 *
 * @param line where the value starts, counted from 1
 * @param fields the entries of an object
 * @param items the elements of a list
 */
record Lines(int line, Map<String, Lines> fields, List<Lines> items) {

  static Lines leaf(int line) {
    return new Lines(line, Map.of(), List.of());
  }

  /** The same value under a key: the line of the key is where people look. */
  Lines startingAt(int keyLine) {
    return keyLine == line ? this : new Lines(keyLine, fields, items);
  }

  /** The part under a key or an index; null where there is none. */
  @Nullable Lines part(Object step) {
    return switch (step) {
      case String key -> fields.get(key);
      case Integer index when index >= 0 && index < items.size() -> items.get(index);
      default -> null;
    };
  }

  int lineOf(Object... path) {
    Lines deepest = this;
    for (Object step : path) {
      Lines next = deepest.part(step);
      if (next == null) {
        break;
      }
      deepest = next;
    }
    return deepest.line;
  }
}
