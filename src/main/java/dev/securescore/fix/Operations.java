package dev.securescore.fix;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries out what the expression of a JSONPatch gave. */
final class Operations {

  private final JsonTree tree;
  private final List<String> base;

  /**
   * Operations on a part of a tree.
   *
   * @param base the path that theirs are relative to
   */
  Operations(JsonTree tree, List<String> base) {
    this.tree = tree;
    this.base = base;
  }

  void apply(JsonList operations) throws UnfixableException {
    for (Object each : operations) {
      if (!(each instanceof JsonMap operation)) {
        throw new UnfixableException("its patch gives something that is no JSONPatch");
      }
      apply(operation);
    }
  }

  private void apply(JsonMap operation) throws UnfixableException {
    List<String> path = path(operation.string("path"));
    @Nullable Object value = operation.get("value");
    switch (operation.string("op")) {
      case "add" -> tree.put(path, given(value), true);
      case "replace" -> tree.put(path, given(value), tree.get(path) == null);
      case "remove" -> tree.remove(path);
      case "test" -> {
        if (!Objects.equals(tree.get(path), value)) {
          throw new UnfixableException("the test of its patch does not hold");
        }
      }
      case String other ->
          throw new UnfixableException(
              "its patch uses the operation '" + other + "', which is not known here");
    }
  }

  private static Object given(@Nullable Object value) throws UnfixableException {
    if (value == null) {
      throw new UnfixableException("its patch gives no value");
    }
    return value;
  }

  /** Source: RFC 6901. */
  private List<String> path(String pointer) throws UnfixableException {
    if (!pointer.startsWith("/")) {
      throw new UnfixableException("its patch has a path that does not begin with '/'");
    }
    List<String> path = new ArrayList<>(base);
    Arrays.stream(pointer.substring(1).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .forEach(path::add);
    return path;
  }
}
