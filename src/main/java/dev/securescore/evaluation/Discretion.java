package dev.securescore.evaluation;

import dev.securescore.inventory.PodTemplate;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.Map;

/**
 * Keeps literal environment values out of messages, which more people read than the workload.
 *
 * <p>A value that the author of the message wrote, or that stands elsewhere in the object, is no
 * secret and stays; so does one of fewer than four characters, which hides in any word.
 */
final class Discretion {

  private static final int SHORTEST_SECRET = 4;

  private Discretion() {}

  /**
   * The message with the name of each variable in place of its value.
   *
   * @param source the expression that made the message
   */
  static String of(String message, String source, Case object) {
    return object
        .template()
        .map(template -> withoutValues(message, source, object.object(), template))
        .orElse(message);
  }

  private static String withoutValues(
      String message, String source, JsonMap object, PodTemplate template) {
    String told = message;
    for (Object container : template.containers()) {
      if (container instanceof JsonMap map) {
        for (Object variable : map.list("env")) {
          if (variable instanceof JsonMap entry) {
            told = withoutValue(told, source, object, entry);
          }
        }
      }
    }
    return told;
  }

  private static String withoutValue(
      String message, String source, JsonMap object, JsonMap variable) {
    String value = variable.string("value");
    boolean isSecret =
        value.length() >= SHORTEST_SECRET
            && message.contains(value)
            && !source.contains(value)
            && !isElsewhere(value, object);
    return isSecret
        ? message.replace(value, "(value of " + variable.string("name") + ")")
        : message;
  }

  /** Annotations do not count: one of them repeats what kubectl applied. */
  private static boolean isElsewhere(String value, Object tree) {
    return switch (tree) {
      case String text -> text.contains(value);
      case JsonList list -> list.stream().anyMatch(each -> isElsewhere(value, each));
      case JsonMap map -> map.entrySet().stream().anyMatch(entry -> isElsewhere(value, entry));
      default -> false;
    };
  }

  private static boolean isElsewhere(String value, Map.Entry<String, Object> entry) {
    return !entry.getKey().equals("env")
        && !entry.getKey().equals("annotations")
        && isElsewhere(value, entry.getValue());
  }
}
