package dev.securescore.fix;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the smallest edits that make one JSON value of another, so that little text changes. */
final class Difference {

  private final List<Edit> edits = new ArrayList<>();

  private Difference() {}

  static List<Edit> between(Object before, Object after, List<Object> path) {
    Difference difference = new Difference();
    difference.add(before, after, path);
    return List.copyOf(difference.edits);
  }

  private void add(Object before, Object after, List<Object> path) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof JsonMap object && after instanceof JsonMap wanted) {
      objects(object, wanted, path);
    } else if (before instanceof JsonList list && after instanceof JsonList wanted) {
      lists(list, wanted, path);
    } else {
      edits.add(new Edit.Exchange(path, after));
    }
  }

  private void objects(JsonMap object, JsonMap wanted, List<Object> path) {
    wanted.forEach((key, value) -> {
      @Nullable Object known = object.get(key);
      if (known == null) {
        edits.add(new Edit.Insert(path, key, value));
      } else {
        add(known, value, child(path, key));
      }
    });
    object.keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> edits.add(new Edit.Remove(child(path, key))));
  }

  private void lists(JsonList list, JsonList wanted, List<Object> path) {
    List<Integer> gone = withoutThese(list, wanted);
    if (wanted.size() >= list.size()) {
      for (int index = 0; index < list.size(); index++) {
        add(list.get(index), wanted.get(index), child(path, index));
      }
      wanted.stream().skip(list.size()).forEach(each -> edits.add(new Edit.Append(path, each)));
    } else if (gone.size() == list.size() - wanted.size()) {
      gone.reversed().forEach(index -> edits.add(new Edit.Remove(child(path, index))));
    } else {
      edits.add(new Edit.Exchange(path, wanted));
    }
  }

  /** The elements to leave out so that what is wanted remains, as far as that goes. */
  private static List<Integer> withoutThese(JsonList list, JsonList wanted) {
    List<Integer> gone = new ArrayList<>();
    int next = 0;
    for (int index = 0; index < list.size(); index++) {
      if (next < wanted.size() && list.get(index).equals(wanted.get(next))) {
        next++;
      } else {
        gone.add(index);
      }
    }
    return gone;
  }

  private static List<Object> child(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }
}
