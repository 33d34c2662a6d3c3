package dev.securescore.fix;

import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges what the expression of an ApplyConfiguration gave into an object.
 *
 * <p>Objects are merged by key and lists of named objects by name, as server-side apply does; any
 * other list is replaced.
 */
final class AppliedConfiguration {

  private AppliedConfiguration() {}

  /**
   * The object with the configuration in it.
   *
   * @param podSpecPath where the kind has its pod spec, which the configuration writes as {@code
   *     spec.template.spec}; empty for a kind without one
   */
  static JsonMap merge(JsonMap object, JsonMap configuration, List<String> podSpecPath) {
    return merge(object, lifted(configuration, podSpecPath));
  }

  private static JsonMap lifted(JsonMap configuration, List<String> podSpecPath) {
    JsonMap spec = configuration.object("spec");
    boolean elsewhere =
        !podSpecPath.isEmpty() && !podSpecPath.equals(List.of("spec", "template", "spec"));
    if (!elsewhere || !(spec.get("template") instanceof JsonMap template)) {
      return configuration;
    }
    JsonMap rest = without(configuration, "spec");
    JsonMap kept = without(spec, "template");
    JsonMap whole = kept.isEmpty() ? rest : rest.with("spec", kept);
    return merge(whole, under(podSpecPath.subList(0, podSpecPath.size() - 1), template));
  }

  private static JsonMap under(List<String> path, JsonMap value) {
    JsonMap whole = value;
    for (String key : path.reversed()) {
      whole = JsonMap.EMPTY.with(key, whole);
    }
    return whole;
  }

  private static JsonMap without(JsonMap map, String key) {
    Map<String, Object> rest = new LinkedHashMap<>(map);
    rest.remove(key);
    return Json.object(rest);
  }

  private static JsonMap merge(JsonMap object, JsonMap applied) {
    JsonMap merged = object;
    for (Map.Entry<String, Object> entry : applied.entrySet()) {
      merged = merged.with(entry.getKey(), merge(object.get(entry.getKey()), entry.getValue()));
    }
    return merged;
  }

  private static Object merge(@Nullable Object before, Object applied) {
    if (before instanceof JsonMap object && applied instanceof JsonMap change) {
      return merge(object, change);
    }
    if (before instanceof JsonList list && applied instanceof JsonList change) {
      return isNamed(list) && isNamed(change) ? mergeByName(list, change) : change;
    }
    return applied;
  }

  private static boolean isNamed(JsonList list) {
    return list.stream()
        .allMatch(each -> each instanceof JsonMap map && !map.string("name").isEmpty());
  }

  private static JsonList mergeByName(JsonList list, JsonList change) {
    List<Object> merged = new ArrayList<>(list);
    for (JsonMap applied : change.objects().toList()) {
      int index = 0;
      while (index < list.size() && !name(list.get(index)).equals(applied.string("name"))) {
        index++;
      }
      if (index < list.size()) {
        merged.set(index, merge((JsonMap) list.get(index), applied));
      } else {
        merged.add(applied);
      }
    }
    return Json.list(merged);
  }

  private static String name(Object element) {
    return element instanceof JsonMap map ? map.string("name") : "";
  }
}
