package dev.securescore.cel;

import dev.cel.common.values.MutableMapValue;
import dev.cel.runtime.ConcatenatedListView;
import dev.securescore.cel.value.ReadText;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * How much there is in a value.
 *
 * <p>Lists built by an expression may hold one list many times, so that a few steps make a value
 * that no equality or text would ever get to the end of; their whole tree counts, not their length.
 */
final class Weight {

  private static final int CHARACTERS_IN_A_UNIT = 64;

  private final long limit;
  private long seen;

  private Weight(long limit) {
    this.limit = limit;
  }

  /** The weight of any value; stops counting soon after the limit. */
  static long of(Object value, long limit) {
    if (value instanceof String text) {
      return 1 + text.length() / CHARACTERS_IN_A_UNIT;
    }
    if (value instanceof Boolean || value instanceof Number) {
      return 1;
    }
    Weight weight = new Weight(limit);
    weight.add(value);
    return weight.seen;
  }

  /** The cost of a value that a node has built; refuses it if it is too large. */
  static long ofBuilt(Object value, int limit, Budget budget) {
    if (value instanceof ConcatenatedListView<?> accumulator) {
      budget.admit(accumulator.size());
      return 1;
    }
    if (value instanceof MutableMapValue accumulator) {
      budget.admit(accumulator.size());
      return 1;
    }
    if (value instanceof JsonMap || value instanceof JsonList || value instanceof LazyVariables) {
      return 1;
    }
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      long weight = of(value, limit);
      budget.admit(weight);
      return weight;
    }
    return 1;
  }

  private void add(Object value) {
    if (seen > limit) {
      return;
    }
    seen++;
    switch (value) {
      case String text -> seen += text.length() / CHARACTERS_IN_A_UNIT;
      case JsonMap map -> seen += map.weight();
      case JsonList list -> seen += list.weight();
      case ReadText read -> seen += read.length() / CHARACTERS_IN_A_UNIT;
      case LazyVariables _ -> {}
      case Collection<?> collection -> collection.forEach(this::add);
      case Map<?, ?> map ->
          map.forEach((key, element) -> {
            add(key);
            add(element);
          });
      case Optional<?> optional -> optional.ifPresent(this::add);
      default -> {}
    }
  }
}
