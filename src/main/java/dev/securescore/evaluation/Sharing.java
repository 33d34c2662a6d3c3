package dev.securescore.evaluation;

import dev.securescore.catalog.Rule;
import dev.securescore.cel.Read;
import dev.securescore.json.ExactJson;
import dev.securescore.json.JsonDigest;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedVariable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one catalogue have found, by the parts of objects that each of them reads: most
 * read few, and these are alike in most objects. Thread-safe, and bounded.
 */
public final class Sharing {

  private static final Set<String> OF_ONE =
      Set.of("container", "containers", "podSpec", "podMetadata", "object");
  private static final int LONG_TEXT = 64;

  private final List<Read> parts = new ArrayList<>();
  private final Map<Read, Integer> numbers = new HashMap<>();
  private final Map<Rule, int[]> partsOfRules = new IdentityHashMap<>();
  private final int most;
  private volatile Memory memory;

  private Sharing(
      Collection<Rule> rules,
      Function<Rule, Set<Read>> reads,
      UnaryOperator<Object> identity,
      int most) {
    this.most = most;
    rules.stream()
        .filter(rule -> rule.subject() != Rule.Subject.OBJECT) // few of a kind, read as a whole
        .forEach(rule -> add(rule, reads.apply(rule)));
    this.memory = new Memory(partsOfRules.keySet(), parts.size(), identity);
  }

  /**
   * For objects of many owners: parts are told apart by a cryptographic digest, as whoever found
   * two with one digest could pass the worse off as the better.
   *
   * @param reads what findings depend on
   */
  static Sharing ofCluster(Collection<Rule> rules, Function<Rule, Set<Read>> reads) {
    return new Sharing(rules, reads, Sharing::digest, 1 << 14);
  }

  /** For where nothing is judged yet. */
  public static Sharing ofNothing() {
    return ofFiles(List.of());
  }

  /** For files, which lie in memory anyway: parts are told apart by comparing them. */
  static Sharing ofFiles(Collection<Rule> rules) {
    return new Sharing(rules, Rule::reads, ExactJson::of, 1 << 18);
  }

  private static Object digest(Object part) {
    return part instanceof JsonMap
            || part instanceof JsonList
            || (part instanceof String text && text.length() > LONG_TEXT)
        ? ByteBuffer.wrap(JsonDigest.of(part)).asReadOnlyBuffer()
        : part;
  }

  private static boolean isOfMany(String name) {
    return name.equals("namespaceObject") || RelatedVariable.of(name).isPresent();
  }

  /** Whether a part is one of something that objects which arrive together often share. */
  boolean isOfMany(int part) {
    return isOfMany(parts.get(part).name());
  }

  private void add(Rule rule, Set<Read> reads) {
    boolean shareable =
        reads.stream().map(Read::name).allMatch(name -> OF_ONE.contains(name) || isOfMany(name));
    if (shareable) {
      partsOfRules.put(
          rule,
          reads.stream()
              .sorted(Comparator.comparing(Read::toString))
              .mapToInt(this::number)
              .toArray());
    }
  }

  private int number(Read part) {
    return numbers.computeIfAbsent(
        part,
        more -> {
          parts.add(more);
          return parts.size() - 1;
        });
  }

  /** The parts of an object, each looked at once and when a rule asks for it; for one thread. */
  public Parts of(Case object) {
    return new Parts(this, memory, object);
  }

  List<Read> parts() {
    return parts;
  }

  /** The numbers of the parts that a rule reads; null where it cannot be told by parts. */
  int @Nullable [] of(Rule rule) {
    return partsOfRules.get(rule);
  }

  /** Starts anew when there is too much of it. */
  void remember(Memory of, Rule rule, PartsKey key, Memory.Known known) {
    of.put(rule, key, known);
    if (of.size() > most && memory == of) {
      memory = of.emptied();
    }
  }
}
