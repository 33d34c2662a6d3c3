package dev.securescore.catalog;

import dev.securescore.cel.Suggestion;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a document against a structural schema, as far as our own schemas go. */
final class SchemaCheck {

  private final List<SchemaProblem> problems = new ArrayList<>();

  /** What does not fit, in the order of the document. */
  List<SchemaProblem> check(JsonMap schema, Object value) {
    check(schema, value, List.of());
    return List.copyOf(problems);
  }

  private void check(JsonMap schema, Object value, List<Object> path) {
    String wanted = schema.string("type");
    if (!wanted.isEmpty() && !isOf(wanted, value)) {
      problem(path, "must be " + article(wanted) + ", but is " + article(typeOf(value)));
      return;
    }
    allowed(schema, value, path);
    switch (value) {
      case JsonMap map -> object(schema, map, path);
      case JsonList list -> list(schema, list, path);
      case String text -> text(schema, text, path);
      case Number number -> number(schema, number, path);
      default -> {}
    }
  }

  private void object(JsonMap schema, JsonMap map, List<Object> path) {
    JsonMap properties = schema.object("properties");
    for (Object name : schema.list("required")) {
      if (!map.containsKey(name)) {
        problem(child(path, name), "required, but missing");
      }
    }
    @Nullable Object additional = schema.get("additionalProperties");
    map.forEach((key, value) -> {
      if (properties.get(key) instanceof JsonMap known) {
        check(known, value, child(path, key));
      } else if (additional instanceof JsonMap anyOther) {
        check(anyOther, value, child(path, key));
      } else if (!schema.isTrue("x-kubernetes-preserve-unknown-fields")) {
        problem(child(path, key), unknown(key, properties));
      }
    });
  }

  private static String unknown(String key, JsonMap properties) {
    String meant = Suggestion.forName(key, properties.keySet());
    return "unknown field"
        + (meant.isEmpty() ? "; known are " + String.join(", ", properties.keySet()) : meant);
  }

  private void list(JsonMap schema, JsonList list, List<Object> path) {
    atLeast(schema, "minItems", list.size(), "have at least %d entries", path);
    atMost(schema, "maxItems", list.size(), "have at most %d entries", path);
    for (int index = 0; index < list.size(); index++) {
      check(schema.object("items"), list.get(index), child(path, index));
    }
  }

  private void text(JsonMap schema, String text, List<Object> path) {
    int length = text.codePointCount(0, text.length());
    atLeast(schema, "minLength", length, "have at least %d characters", path);
    atMost(schema, "maxLength", length, "have at most %d characters", path);
    String pattern = schema.string("pattern");
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      problem(path, "'" + text + "' does not match '" + pattern + "'");
    }
  }

  private void number(JsonMap schema, Number number, List<Object> path) {
    if (schema.get("minimum") instanceof Number least
        && number.doubleValue() < least.doubleValue()) {
      problem(path, number + " must be greater than or equal to " + least.longValue());
    }
    if (schema.get("maximum") instanceof Number most && number.doubleValue() > most.doubleValue()) {
      problem(path, number + " must be less than or equal to " + most.longValue());
    }
  }

  private void allowed(JsonMap schema, Object value, List<Object> path) {
    JsonList values = schema.list("enum");
    if (!values.isEmpty() && !values.contains(value)) {
      List<String> words = values.stream().map(Object::toString).toList();
      String meant = Suggestion.forName(value.toString(), words);
      String listed =
          words.stream().sorted(Comparator.naturalOrder()).collect(Collectors.joining(", "));
      problem(path, "'" + value + "' is not allowed, use one of " + listed + meant);
    }
  }

  private void atLeast(JsonMap schema, String key, int size, String rule, List<Object> path) {
    if (schema.get(key) instanceof Long least && size < least) {
      problem(path, "must " + rule.formatted(least) + ", but has " + size);
    }
  }

  private void atMost(JsonMap schema, String key, int size, String rule, List<Object> path) {
    if (schema.get(key) instanceof Long most && size > most) {
      problem(path, "must " + rule.formatted(most) + ", but has " + size);
    }
  }

  private static boolean isOf(String wanted, Object value) {
    String actual = typeOf(value);
    return wanted.equals(actual) || (wanted.equals("number") && actual.equals("integer"));
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case JsonMap map -> "object";
      case JsonList list -> "array";
      case String text -> "string";
      case Boolean bool -> "boolean";
      case Long number -> "integer";
      default -> "number";
    };
  }

  private static String article(String type) {
    return switch (type) {
      case "object" -> "an object";
      case "array" -> "a list";
      case "integer" -> "a whole number";
      case "string" -> "text";
      default -> "a " + type;
    };
  }

  private static List<Object> child(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }

  private void problem(List<Object> path, String message) {
    problems.add(new SchemaProblem(path, message));
  }
}
