package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The verdict tables of all namespaces; the engine guards it, only names() may be read freely. */
final class VerdictTable {

  private final Map<String, NamespaceTable> tables = new ConcurrentHashMap<>();
  private Overlay overlay;
  private @Nullable NamespacesByLabel byLabel; // until a namespace comes, goes or changes
  private long changes;

  VerdictTable(Overlay overlay) {
    this.overlay = overlay;
  }

  private Row exempted(Row row) {
    return overlay.over(row);
  }

  /**
   * Lays other exemptions over all verdicts.
   *
   * @return the namespaces in which an exemption came, went or changed, whether or not numbers did
   */
  Set<String> layOver(Overlay next) {
    Set<Exemption> different = new HashSet<>(overlay.exemptions().all());
    next.exemptions().all().stream()
        .filter(each -> !different.remove(each))
        .toList()
        .forEach(different::add);
    overlay = next;
    Set<String> concerned = new HashSet<>();
    tables.forEach((name, table) -> {
      if (table.exemptAgain() | different.stream().anyMatch(each -> each.mayHoldIn(name))) {
        concerned.add(name);
      }
    });
    return concerned;
  }

  /** Lays the exemptions over a namespace anew, whose labels changed; says whether that matters. */
  boolean exemptAgain(String namespace) {
    byLabel = null;
    @Nullable NamespaceTable table = tables.get(namespace);
    return table != null && overlay.looksAtNamespaces() && table.exemptAgain();
  }

  /** The number of the last change of a row in a namespace; 0 where it has none. */
  long lastChange(String namespace) {
    @Nullable NamespaceTable table = tables.get(namespace);
    return table == null ? 0 : table.lastChange();
  }

  Set<String> names() {
    return Set.copyOf(tables.keySet());
  }

  @Nullable Part part(ResourceId id) {
    @Nullable NamespaceTable table = tables.get(id.scoredIn());
    return table == null ? null : table.part(id);
  }

  Optional<Row> row(ResourceId resource) {
    return Optional.ofNullable(tables.get(resource.scoredIn())).flatMap(t -> t.row(resource));
  }

  /** Whether what is known of an object is newer than a version, or the object is not known. */
  boolean isNewer(ResourceId id, String version) {
    @Nullable Part known = part(id);
    return known == null || compareVersions(known.resourceVersion(), version) > 0;
  }

  /** Versions are growing numbers, comparable by Kubernetes' own rule since 1.35. */
  private static int compareVersions(String first, String second) {
    int byLength = Integer.compare(first.length(), second.length());
    return byLength == 0 ? first.compareTo(second) : byLength;
  }

  boolean put(ResourceId id, Part part, int columns, Instant now) {
    return tables
        .computeIfAbsent(
            id.scoredIn(), name -> new NamespaceTable(columns, this::exempted, () -> ++changes))
        .put(id, part, now);
  }

  boolean remove(ResourceId id) {
    @Nullable NamespaceTable table = tables.get(id.scoredIn());
    if (table == null) {
      return false;
    }
    boolean changed = table.remove(id);
    if (table.isEmpty()) {
      tables.remove(id.scoredIn());
    }
    return changed;
  }

  List<ResourceId> objects(KindName kind) {
    return tables.values().stream()
        .flatMap(table -> table.objects().stream())
        .filter(id -> id.kind().equals(kind))
        .toList();
  }

  Set<String> settle(Instant now) {
    return tables.entrySet().stream()
        .filter(entry -> entry.getValue().settle(now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  Optional<Instant> nextToSettle() {
    return tables.values().stream()
        .flatMap(table -> table.nextToSettle().stream())
        .min(Instant::compareTo);
  }

  /** Lays every row out for another catalogue; verdicts of unchanged rules are kept. */
  void relayout(Catalog before, Catalog after, Overlay next, Instant now) {
    overlay = next;
    Map<String, Integer> oldColumns = before.columns();
    int[] from =
        after.judged().stream()
            .mapToInt(recommendation -> sourceOf(recommendation, before, oldColumns))
            .toArray();
    Map<KindName, BitSet> asked = new HashMap<>();
    tables
        .values()
        .forEach(table ->
            table.rebuild(
                from.length,
                (object, row) ->
                    remake(row, asked.computeIfAbsent(object.kind(), after::asked), from),
                now));
  }

  private static int sourceOf(
      Recommendation recommendation, Catalog before, Map<String, Integer> oldColumns) {
    int column = oldColumns.getOrDefault(recommendation.name(), -1);
    boolean same =
        column >= 0
            && before
                .judged()
                .get(column)
                .rule()
                .fingerprint()
                .equals(recommendation.rule().fingerprint());
    return same ? column : -1;
  }

  private static Row remake(Row row, BitSet asked, int[] from) {
    Verdicts verdicts =
        Verdicts.of(
            from.length,
            column ->
                from[column] >= 0 && row.asked().get(from[column])
                    ? row.verdicts().get(from[column])
                    : Verdict.NOT_EVALUATED);
    return new Row(
        row.id(),
        row.labels(),
        asked,
        verdicts,
        row.replicas(),
        row.exposed(),
        row.managedBy(),
        row.containers().relaid(from),
        Exempted.NOTHING);
  }

  /** The rows of a scope with their counters. */
  ScopeRows rows(Scope scope, Catalog catalog, Map<String, JsonMap> namespaces) {
    return rows(scope, catalog, namespaces, true);
  }

  /** The counters of a scope; the rows are left out where nobody needs them to count. */
  ScopeRows counted(Scope scope, Catalog catalog, Map<String, JsonMap> namespaces) {
    return rows(scope, catalog, namespaces, false);
  }

  private ScopeRows rows(
      Scope scope, Catalog catalog, Map<String, JsonMap> namespaces, boolean withRows) {
    int columns = catalog.judged().size();
    BiPredicate<String, Map<String, String>> platform = catalog.policy()::isPlatform;
    return switch (scope) {
      case Scope.Everything everything ->
          rows(columns, name -> true, LabelSelector.EVERYTHING, withRows);
      case Scope.Cluster(LabelSelector resources) ->
          rows(
              columns,
              name ->
                  !platform.test(name, labels(namespaces, name))
                      && !catalog.policy().isExcluded(name),
              resources,
              withRows);
      case Scope.Platform system ->
          rows(
              columns,
              name ->
                  platform.test(name, labels(namespaces, name))
                      && !catalog.policy().isExcluded(name),
              LabelSelector.EVERYTHING,
              withRows);
      case Scope.Namespace(String name, LabelSelector resources) -> {
        @Nullable NamespaceTable table = tables.get(name);
        yield rows(columns, table == null ? Map.of() : Map.of(name, table), resources, withRows);
      }
      case Scope.Group(LabelSelector selector, LabelSelector resources) ->
          rows(columns, group(selector, catalog, namespaces), resources, withRows);
    };
  }

  private Map<String, NamespaceTable> group(
      LabelSelector selector, Catalog catalog, Map<String, JsonMap> namespaces) {
    Set<String> candidates =
        selector.matchLabels().isEmpty()
            ? tables.keySet()
            : byLabel(namespaces).candidates(selector.matchLabels());
    Map<String, NamespaceTable> chosen = new HashMap<>();
    for (String name : candidates) {
      @Nullable NamespaceTable table = tables.get(name);
      if (table != null
          && !name.isEmpty()
          && !catalog.policy().isExcluded(name)
          && selector.matches(labels(namespaces, name))) {
        chosen.put(name, table);
      }
    }
    return chosen;
  }

  private NamespacesByLabel byLabel(Map<String, JsonMap> namespaces) {
    @Nullable NamespacesByLabel known = byLabel;
    NamespacesByLabel current = known == null ? new NamespacesByLabel(namespaces) : known;
    byLabel = current;
    return current;
  }

  private static Map<String, String> labels(Map<String, JsonMap> namespaces, String name) {
    return namespaces
        .getOrDefault(name, JsonMap.EMPTY)
        .object("metadata")
        .object("labels")
        .strings();
  }

  private ScopeRows rows(
      int columns, Predicate<String> namespaces, LabelSelector resources, boolean withRows) {
    Map<String, NamespaceTable> chosen =
        tables.entrySet().stream()
            .filter(entry -> namespaces.test(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return rows(columns, chosen, resources, withRows);
  }

  private static ScopeRows rows(
      int columns, Map<String, NamespaceTable> chosen, LabelSelector resources, boolean withRows) {
    Collection<NamespaceTable> chosenTables = chosen.values();
    Counters counters = new Counters(columns);
    Stream<Row> all = chosenTables.stream().flatMap(table -> table.rows().stream());
    boolean everything = resources.selectsEverything();
    List<Row> rows;
    if (everything) {
      rows = withRows ? all.toList() : List.of();
    } else {
      rows = all.filter(row -> resources.matches(row.labels())).toList();
    }
    if (everything) {
      chosenTables.forEach(table -> counters.addAll(table.counters()));
    } else {
      rows.forEach(counters::add);
    }
    return new ScopeRows(
        counters,
        rows,
        chosenTables.stream().mapToInt(NamespaceTable::finished).sum(),
        chosenTables.stream().mapToInt(NamespaceTable::settling).sum(),
        (int)
            chosen.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && !entry.getValue().rows().isEmpty())
                .count());
  }
}
