package dev.securescore.fix;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object while it is changed by the operations of JSON Patch.
 *
 * <p>Source: RFC 6902; but parents that are missing are made, a {@code replace} of what is not
 * there adds it and a {@code remove} of it does nothing, so that one patch serves every object.
 */
final class JsonTree {

  private static final String END = "-";

  private final Map<String, Object> root;

  private JsonTree(Map<String, Object> root) {
    this.root = root;
  }

  static JsonTree of(JsonMap object) {
    Map<String, Object> root = new LinkedHashMap<>();
    object.forEach((key, value) -> root.put(key, copy(value)));
    return new JsonTree(root);
  }

  JsonMap toJson() {
    return Json.object(root);
  }

  /** The part under a path as JSON; null where there is none. */
  @Nullable Object toJson(List<String> path) {
    @Nullable Object part = get(path);
    return part == null ? null : Json.list(List.of(part)).getFirst();
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copied = new LinkedHashMap<>();
        map.forEach((key, each) -> copied.put(String.valueOf(key), copy(each)));
        yield copied;
      }
      case List<?> list -> {
        List<Object> copied = new ArrayList<>();
        list.forEach(each -> copied.add(copy(each)));
        yield copied;
      }
      default -> value;
    };
  }

  @Nullable Object get(List<String> path) {
    Object at = root;
    for (String step : path) {
      @Nullable Object next = child(at, step);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static @Nullable Object child(Object parent, String step) {
    return switch (parent) {
      case Map<?, ?> map -> map.get(step);
      case List<?> list -> isIndexIn(step, list.size()) ? list.get(Integer.parseInt(step)) : null;
      default -> null;
    };
  }

  private static boolean isIndexIn(String step, int size) {
    return step.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(step) < size;
  }

  void remove(List<String> path) throws UnfixableException {
    @Nullable Object parent = get(path.subList(0, path.size() - 1));
    switch (parent) {
      case Map<?, ?> map -> map.remove(path.getLast());
      case List<?> list when isIndexIn(path.getLast(), list.size()) ->
          list.remove(Integer.parseInt(path.getLast()));
      case null, default -> {}
    }
  }

  void put(List<String> path, Object value, boolean insert) throws UnfixableException {
    Object at = root;
    for (int index = 0; index < path.size() - 1; index++) {
      @Nullable Object next = child(at, path.get(index));
      if (next == null) {
        next = isPlaceInList(path.get(index + 1)) ? new ArrayList<>() : new LinkedHashMap<>();
        place(at, path.get(index), next, true);
      }
      at = next;
    }
    place(at, path.getLast(), copy(value), insert);
  }

  /** A missing list is only made to hold its first element. */
  private static boolean isPlaceInList(String step) {
    return step.equals(END) || step.equals("0");
  }

  @SuppressWarnings("unchecked") // every map and list of the tree is one that we made
  private static void place(Object parent, String step, Object value, boolean insert)
      throws UnfixableException {
    switch (parent) {
      case Map<?, ?> map -> ((Map<String, Object>) map).put(step, value);
      case List<?> any -> {
        List<Object> list = (List<Object>) any;
        if (step.equals(END) || step.equals(String.valueOf(list.size()))) {
          list.add(value);
        } else if (!isIndexIn(step, list.size())) {
          throw new UnfixableException("its patch names the element '" + step + "' of a list");
        } else if (insert) {
          list.add(Integer.parseInt(step), value);
        } else {
          list.set(Integer.parseInt(step), value);
        }
      }
      default ->
          throw new UnfixableException("its patch wants '" + step + "' inside of a plain value");
    }
  }
}
