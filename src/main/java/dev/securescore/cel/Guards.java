package dev.securescore.cel;

import static java.util.Map.entry;

import dev.cel.common.values.OpaqueValue;
import dev.securescore.cel.value.NamedFormat;
import java.util.Collection;
import java.util.Map;

/** What functions cost whose single call may be slow or may build something large. */
final class Guards {

  private static final int COMPARISONS_IN_A_UNIT = 64;
  private static final int INSERTIONS_IN_A_UNIT = 8;
  private static final int CHARACTERS_IN_A_TRAVERSAL = 10;
  private static final int CHARACTERS_IN_A_STATE = 4;
  private static final int COMPARED_BLOCK = 2;

  /** By the name of the function. */
  static final Map<String, Guard> ALL =
      Map.ofEntries(
          entry("_+_", Guards::addition),
          entry("_==_", Guards::equality),
          entry("_!=_", Guards::comparison),
          entry("@in", (budget, of) -> budget.charge(products(of[1], of[0]))),
          entry("sets.contains", (budget, of) -> budget.charge(products(of[0], of[1]))),
          entry("sets.equivalent", (budget, of) -> budget.charge(2 * products(of[0], of[1]))),
          entry("sets.intersects", (budget, of) -> budget.charge(products(of[0], of[1]))),
          entry("distinct", Guards::distinction),
          entry("sort", Guards::sorting),
          entry("lists.@sortByAssociatedKeys", Guards::sorting),
          entry("flatten", (budget, of) -> budget.charge(weight(of[0]))),
          entry("slice", (budget, of) -> budget.charge(size(of[0]))),
          entry("lists.range", (budget, of) -> budget.admit((Long) of[0])),
          entry("contains", Guards::search),
          entry("indexOf", Guards::search),
          entry("lastIndexOf", Guards::search),
          entry("split", Guards::search),
          entry("replace", Guards::replacement),
          entry("join", Guards::joining),
          entry("strings.quote", (budget, of) -> budget.admit(2L * size(of[0]))),
          entry("format", (budget, of) -> budget.charge(size(of[0]))),
          entry("url", Guards::reading),
          entry("isURL", Guards::reading),
          entry("getQuery", (budget, of) -> budget.charge(weight(of[0]))),
          entry("ip", Guards::reading),
          entry("isIP", Guards::reading),
          entry("ip.isCanonical", (budget, of) -> budget.charge(2 * traversal(of[0]))),
          entry("cidr", Guards::reading),
          entry("isCIDR", Guards::reading),
          entry("containsIP", Guards::containing),
          entry("containsCIDR", Guards::containing),
          entry("quantity", Guards::reading),
          entry("isQuantity", Guards::reading),
          entry("semver", Guards::reading),
          entry("isSemver", Guards::reading),
          entry("isGreaterThan", Guards::comparison),
          entry("isLessThan", Guards::comparison),
          entry("compareTo", Guards::comparison),
          entry("validate", Guards::validation));

  private Guards() {}

  private static void addition(Budget budget, Object[] of) {
    budget.admit((long) size(of[0]) + size(of[1]));
    budget.charge(of[1] instanceof Collection<?> added ? added.size() : 1);
  }

  private static void equality(Budget budget, Object[] of) {
    budget.charge(Math.min(weight(of[0]), weight(of[1])));
    if (of[0] instanceof OpaqueValue && of[0].getClass() != of[1].getClass()) {
      throw new CallFailure("no matching overload for '_==_'");
    }
  }

  private static void reading(Budget budget, Object[] of) {
    budget.charge(traversal(of[0]));
  }

  private static void containing(Budget budget, Object[] of) {
    budget.charge(2 * COMPARED_BLOCK + traversal(of[1]));
  }

  private static void comparison(Budget budget, Object[] of) {
    budget.charge(Math.min(weight(of[0]), weight(of[1])));
  }

  private static void validation(Budget budget, Object[] of) {
    if (of[0] instanceof NamedFormat format) {
      long states = 1 + format.patternLength() / CHARACTERS_IN_A_STATE;
      budget.charge((1 + traversal(of[1])) * states);
    }
  }

  /** As Kubernetes charges for reading a text once. */
  private static long traversal(Object value) {
    return value instanceof String text ? 1 + text.length() / CHARACTERS_IN_A_TRAVERSAL : 1;
  }

  private static void distinction(Budget budget, Object[] of) {
    long size = size(of[0]);
    budget.charge(weight(of[0]) + size * size / INSERTIONS_IN_A_UNIT);
  }

  private static void sorting(Budget budget, Object[] of) {
    int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(size(of[0]));
    budget.charge(weight(of[0]) * doublings);
  }

  private static void search(Budget budget, Object[] of) {
    if (of[0] instanceof String text && of[1] instanceof String sought) {
      budget.charge(1 + (long) text.length() * (1 + sought.length()) / COMPARISONS_IN_A_UNIT);
    } else {
      budget.charge(products(of[0], of[1]));
    }
  }

  private static void replacement(Budget budget, Object[] of) {
    search(budget, of);
    if (of[0] instanceof String text
        && of[1] instanceof String sought
        && of[2] instanceof String replacement) {
      long limit = of.length > 3 && (Long) of[3] >= 0 ? (Long) of[3] : Long.MAX_VALUE;
      long growth = replacement.length() - sought.length();
      budget.admit(text.length() + Math.max(0, growth) * occurrences(text, sought, limit));
    }
  }

  private static long occurrences(String text, String sought, long limit) {
    if (sought.isEmpty()) {
      return Math.min(limit, text.length() + 1L);
    }
    long count = 0;
    int found = text.indexOf(sought);
    while (found >= 0 && count < limit) {
      count++;
      found = text.indexOf(sought, found + sought.length());
    }
    return count;
  }

  private static void joining(Budget budget, Object[] of) {
    long separator = of.length > 1 ? size(of[1]) : 0;
    long length = 0;
    for (Object element : (Collection<?>) of[0]) {
      if (!(element instanceof String text)) {
        throw new CallFailure("join: not a list of strings");
      }
      length += text.length() + separator;
      budget.admit(length);
    }
    budget.chargeText(length);
  }

  /** The cost of comparing every element of one list with another list or value. */
  private static long products(Object list, Object other) {
    if (!(list instanceof Collection<?> elements)) {
      return 1;
    }
    long others = other instanceof Collection<?> collection ? collection.size() : 1;
    return 1 + Math.min(weight(list) * Math.max(1, others), elements.size() * weight(other));
  }

  private static long weight(Object value) {
    return Weight.of(value, Integer.MAX_VALUE);
  }

  private static int size(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Collection<?> collection -> collection.size();
      default -> 0;
    };
  }
}
