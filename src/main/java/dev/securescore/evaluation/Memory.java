package dev.securescore.evaluation;

import dev.securescore.catalog.Rule;
import dev.securescore.cel.Budget;
import dev.securescore.related.Found;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What {@link Sharing} remembers until it starts anew; thread-safe. */
final class Memory {

  /** Identities below stand for what is missing. */
  private static final int FIRST = 16;

  /** After this much in vain, a rule is given up that has not found one of so many again. */
  private static final int PATIENCE = 1000;

  private static final int ONE_OF = 8;

  private final UnaryOperator<Object> identity;
  private final AtomicInteger last = new AtomicInteger(FIRST);
  private final AtomicInteger size = new AtomicInteger();
  private final Map<Object, Integer> identities = new ConcurrentHashMap<>();
  private final Map<Rule, OfRule> byRule = new IdentityHashMap<>();
  private final AtomicReferenceArray<@Nullable Numbered> latest;

  /** A value and the number of a part of it. */
  private record Numbered(Object value, int number) {}

  /** What was found, and what it cost to find it. */
  record Known(Finding finding, Budget.Spent cost) {}

  private static final class OfRule {
    private final Map<PartsKey, Known> byParts = new ConcurrentHashMap<>();
    private final AtomicInteger hits;
    private final AtomicInteger misses;

    private OfRule(AtomicInteger hits, AtomicInteger misses) {
      this.hits = hits;
      this.misses = misses;
    }
  }

  Memory(Collection<Rule> rules, int parts, UnaryOperator<Object> identity) {
    this.identity = identity;
    this.latest = new AtomicReferenceArray<>(parts);
    rules.forEach(rule -> byRule.put(rule, new OfRule(new AtomicInteger(), new AtomicInteger())));
  }

  private Memory(Memory before) {
    this.identity = before.identity;
    this.latest = new AtomicReferenceArray<>(before.latest.length());
    before.byRule.forEach((rule, of) -> byRule.put(rule, new OfRule(of.hits, of.misses)));
  }

  /** An empty one, in which the rules that this one gave up stay given up. */
  Memory emptied() {
    return new Memory(this);
  }

  /** The same number for the same part, and no other part's. */
  int identity(Object part) {
    return number(identity.apply(part));
  }

  /**
   * The number of a value's part, at once where it is the very value that was asked for last.
   *
   * @param which what part it is
   */
  @SuppressWarnings("ReferenceEquality") // comparing would cost as much as what it saves
  int identity(int which, Object value, ToIntFunction<Object> otherwise) {
    @Nullable Numbered before = latest.get(which);
    if (before != null && before.value() == value) {
      return before.number();
    }
    int number = otherwise.applyAsInt(value);
    latest.set(which, new Numbered(value, number));
    return number;
  }

  /** The same number for the same parts of a list's elements in the same order. */
  int identity(PartsKey ofElements) {
    return number(ofElements);
  }

  /** The same number for what is missing for the same reason. */
  int identity(Found.Missing missing) {
    return number(missing);
  }

  private int number(Object key) {
    @Nullable Integer known = identities.get(key);
    return known == null
        ? identities.computeIfAbsent(
            key,
            _ -> {
              size.incrementAndGet();
              return last.incrementAndGet();
            })
        : known;
  }

  /** Whether what a rule finds is seldom found anew. */
  boolean isWorthIt(Rule rule) {
    OfRule ofRule = ofRule(rule);
    int misses = ofRule.misses.get();
    return misses < PATIENCE || ofRule.hits.get() > misses / ONE_OF;
  }

  @Nullable Known find(Rule rule, PartsKey key) {
    OfRule ofRule = ofRule(rule);
    @Nullable Known known = ofRule.byParts.get(key);
    (known == null ? ofRule.misses : ofRule.hits).incrementAndGet();
    return known;
  }

  void put(Rule rule, PartsKey key, Known known) {
    if (ofRule(rule).byParts.put(key, known) == null) {
      size.incrementAndGet();
    }
  }

  /** How many things are remembered. */
  int size() {
    return size.get();
  }

  private OfRule ofRule(Rule rule) {
    OfRule ofRule = byRule.get(rule);
    if (ofRule == null) {
      throw new IllegalArgumentException("a rule of another catalogue");
    }
    return ofRule;
  }
}
