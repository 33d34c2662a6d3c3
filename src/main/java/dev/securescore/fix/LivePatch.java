package dev.securescore.fix;

import dev.securescore.catalog.Recommendation;
import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.output.Documents;
import dev.securescore.output.UnifiedDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an object of a cluster would be fixed; nothing is written.
 *
 * @param fixed the recommendations that it follows then
 * @param wanted the object as it would be
 * @param operations what makes it so, as JSON Patch (RFC 6902)
 */
public record LivePatch(
    List<Recommendation> fixed, JsonMap wanted, List<Map<String, Object>> operations) {

  private static final List<String> OF_THE_SERVER =
      List.of(
          "managedFields", "resourceVersion", "uid", "generation", "creationTimestamp", "selfLink");

  /** Copies the lists. */
  public LivePatch {
    fixed = List.copyOf(fixed);
    operations = List.copyOf(operations);
  }

  /** Tries the patches of recommendations one after the other and keeps those that heal. */
  public static LivePatch of(Fixer fixer, JsonMap object, List<Recommendation> open) {
    List<Recommendation> fixed = new ArrayList<>();
    JsonMap wanted = object;
    for (Recommendation each : open) {
      if (fixer.prescribe(each, wanted) instanceof Fixer.Outcome.Fixed(JsonMap healthy)) {
        wanted = healthy;
        fixed.add(each);
      }
    }
    return new LivePatch(
        fixed,
        wanted,
        Difference.between(object, wanted, List.of()).stream().map(LivePatch::operation).toList());
  }

  private static Map<String, Object> operation(Edit edit) {
    return switch (edit) {
      case Edit.Insert(List<Object> path, String key, Object value) ->
          operation("add", pointer(path) + "/" + escaped(key), value);
      case Edit.Append(List<Object> path, Object value) ->
          operation("add", pointer(path) + "/-", value);
      case Edit.Exchange(List<Object> path, Object value) ->
          operation("replace", pointer(path), value);
      case Edit.Remove(List<Object> path) -> {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", "remove");
        operation.put("path", pointer(path));
        yield operation;
      }
    };
  }

  private static Map<String, Object> operation(String name, String path, Object value) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", name);
    operation.put("path", path);
    operation.put("value", value);
    return operation;
  }

  private static String pointer(List<Object> path) {
    return path.stream().map(step -> "/" + escaped(step.toString())).collect(Collectors.joining());
  }

  private static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  /**
   * The difference of two states, without what the server writes and without environment values.
   */
  public static String shown(JsonMap before, JsonMap after) {
    String name =
        before.string("kind").toLowerCase(Locale.ROOT)
            + "-"
            + before.object("metadata").string("name")
            + ".yaml";
    return UnifiedDifference.of(name, yaml(before), yaml(after));
  }

  private static String yaml(JsonMap object) {
    Map<String, Object> metadata = new LinkedHashMap<>(object.object("metadata"));
    OF_THE_SERVER.forEach(metadata::remove);
    metadata.computeIfPresent("annotations", (key, value) -> withoutApplied((JsonMap) value));
    Map<String, Object> shown = new LinkedHashMap<>(object);
    shown.remove("status");
    shown.put("metadata", metadata);
    return Documents.yaml(discreet(Json.object(shown)));
  }

  private static JsonMap withoutApplied(JsonMap annotations) {
    Map<String, Object> rest = new LinkedHashMap<>(annotations);
    rest.remove("kubectl.kubernetes.io/last-applied-configuration");
    return Json.object(rest);
  }

  /** More people read a difference than the object: no value of a variable is shown. */
  private static Object discreet(Object value) {
    return switch (value) {
      case JsonMap map -> {
        Map<String, Object> shown = new LinkedHashMap<>();
        map.forEach((key, each) ->
            shown.put(
                key,
                key.equals("env") && each instanceof JsonList list ? named(list) : discreet(each)));
        yield shown;
      }
      case JsonList list -> list.stream().map(LivePatch::discreet).toList();
      default -> value;
    };
  }

  private static List<JsonMap> named(JsonList variables) {
    return variables
        .objects()
        .map(each ->
            each.containsKey("value")
                ? each.with("value", "(value of " + each.string("name") + ")")
                : each)
        .toList();
  }
}
