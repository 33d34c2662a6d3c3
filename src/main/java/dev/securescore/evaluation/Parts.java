package dev.securescore.evaluation;

import dev.securescore.catalog.Rule;
import dev.securescore.cel.Budget;
import dev.securescore.cel.Read;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.related.Found;
import dev.securescore.related.RelatedVariable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of one object that rules read; for one thread. */
public final class Parts {

  private static final int UNSEEN = 0;
  private static final int NO_VALUE = 1;
  private static final int NO_FIRST = 2;
  private static final int NO_SECOND = 3;

  /** A field of what has none; no API server takes such an object, so nothing is lost. */
  private static final int NO_PART = -1;

  private final Sharing sharing;
  private final Memory memory;
  private final Case object;
  private final int[] ofObject;
  private int[][] ofContainers = {};

  Parts(Sharing sharing, Memory memory, Case object) {
    this.sharing = sharing;
    this.memory = memory;
    this.object = object;
    this.ofObject = new int[sharing.parts().size()];
  }

  /**
   * What tells whether a rule finds the same here as elsewhere.
   *
   * @param container the container that it looks at; null where it looks at the whole
   * @param index the place of that container
   * @return null where nothing does
   */
  @Nullable PartsKey key(Rule rule, @Nullable JsonMap container, int index) {
    int @Nullable [] parts = sharing.of(rule);
    if (parts == null || !memory.isWorthIt(rule)) {
      return null;
    }
    int[] identities = new int[parts.length];
    for (int place = 0; place < parts.length; place++) {
      int identity = identity(parts[place], container, index);
      if (identity == NO_PART) {
        return null;
      }
      identities[place] = identity;
    }
    return new PartsKey(identities);
  }

  Memory.@Nullable Known find(Rule rule, PartsKey key) {
    return memory.find(rule, key);
  }

  void remember(Rule rule, PartsKey key, Finding finding, Budget.Spent cost) {
    sharing.remember(memory, rule, key, new Memory.Known(finding, cost));
  }

  private int identity(int part, @Nullable JsonMap container, int index) {
    Read read = sharing.parts().get(part);
    int[] seen = container != null && read.name().equals("container") ? of(index) : ofObject;
    if (seen[part] == UNSEEN) {
      @Nullable Object value = value(read.name(), container);
      seen[part] =
          value == null
              ? NO_VALUE
              : sharing.isOfMany(part)
                  ? memory.identity(part, value, any -> identity(read, any))
                  : identity(read, value);
    }
    return seen[part];
  }

  private int[] of(int index) {
    if (index >= ofContainers.length) {
      int from = ofContainers.length;
      ofContainers = Arrays.copyOf(ofContainers, index + 1);
      for (int place = from; place <= index; place++) {
        ofContainers[place] = new int[ofObject.length];
      }
    }
    return ofContainers[index];
  }

  private @Nullable Object value(String name, @Nullable JsonMap container) {
    return switch (name) {
      case "container" -> container;
      case "object" -> object.object();
      case "podSpec" -> object.template().map(template -> template.spec()).orElse(null);
      case "podMetadata" -> object.template().map(template -> template.metadata()).orElse(null);
      case "containers" -> object.template().map(template -> template.containers()).orElse(null);
      case "namespaceObject" -> object.namespace().orElse(null);
      default -> related(name);
    };
  }

  private Object related(String name) {
    return switch (object.relations().find(RelatedVariable.of(name).orElseThrow())) {
      case Found.Value(Object value) -> value;
      case Found.Missing missing -> missing;
    };
  }

  private int identity(Read read, Object value) {
    if (value instanceof Found.Missing missing) {
      return memory.identity(missing);
    }
    if (!read.ofEach() || !(value instanceof JsonList list)) {
      return read.ofEach() ? memory.identity(value) : identity(read.fields(), value);
    }
    int[] ofElements = new int[list.size()];
    for (int place = 0; place < ofElements.length; place++) {
      ofElements[place] =
          read.fields().isEmpty() ? NO_VALUE : identity(read.fields(), list.get(place));
      if (ofElements[place] == NO_PART) {
        return NO_PART;
      }
    }
    return memory.identity(new PartsKey(ofElements));
  }

  private int identity(List<String> fields, Object value) {
    Object current = value;
    for (int depth = 0; depth < fields.size(); depth++) {
      if (!(current instanceof JsonMap map)) {
        return NO_PART;
      }
      @Nullable Object next = map.get(fields.get(depth));
      if (next == null) {
        return depth == 0 ? NO_FIRST : NO_SECOND;
      }
      current = next;
    }
    return memory.identity(current);
  }
}
