package dev.securescore.engine;

import dev.securescore.inventory.ResourceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdict table of one namespace with its counters; not thread-safe, the engine guards it. */
final class NamespaceTable {

  private final Map<ResourceId, Part> parts = new HashMap<>();
  private final Map<ResourceId, Map<ResourceId, Row>> contributions = new HashMap<>();
  private final Map<ResourceId, Row> resources = new HashMap<>();
  private final Map<ResourceId, Part.Live> settling = new HashMap<>();
  private final UnaryOperator<Row> exempted;
  private final LongSupplier changes;
  private Counters counters;
  private int finished;
  private long lastChange;

  /**
   * A table of nothing yet.
   *
   * @param exempted lays the exemptions of the moment over a row
   * @param changes numbers the changes of rows, never twice the same
   */
  NamespaceTable(int columns, UnaryOperator<Row> exempted, LongSupplier changes) {
    this.counters = new Counters(columns);
    this.exempted = exempted;
    this.changes = changes;
  }

  @Nullable Part part(ResourceId object) {
    return parts.get(object);
  }

  Collection<Row> rows() {
    return resources.values();
  }

  Optional<Row> row(ResourceId resource) {
    return Optional.ofNullable(resources.get(resource));
  }

  Counters counters() {
    return counters;
  }

  /** The number of the last change of a row; 0 before the first. */
  long lastChange() {
    return lastChange;
  }

  int finished() {
    return finished;
  }

  int settling() {
    return settling.size();
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Puts what is known of an object now; returns whether any number changed. */
  boolean put(ResourceId object, Part part, Instant now) {
    boolean changed = false;
    @Nullable Part before = parts.put(object, part);
    @Nullable ResourceId oldTarget = targetOf(before);
    @Nullable ResourceId newTarget = targetOf(part);
    if (oldTarget != null && !oldTarget.equals(newTarget)) {
      changed |= retract(object, oldTarget);
    }
    if (before instanceof Part.Finished) {
      finished--;
    }
    changed |= before instanceof Part.Finished != part instanceof Part.Finished;
    switch (part) {
      case Part.Live live -> changed |= offer(object, live, now);
      case Part.Finished done -> finished++;
      case Part.Silent silent -> {}
    }
    return changed;
  }

  /** Forgets an object; returns whether any number changed. */
  boolean remove(ResourceId object) {
    @Nullable Part before = parts.remove(object);
    @Nullable ResourceId target = targetOf(before);
    if (before instanceof Part.Finished) {
      finished--;
      return true;
    }
    return target != null && retract(object, target);
  }

  /** Lets count what has lived long enough; returns whether any number changed. */
  boolean settle(Instant now) {
    Map<ResourceId, Part.Live> due =
        settling.entrySet().stream()
            .filter(entry -> !entry.getValue().countsFrom().isAfter(now))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    boolean changed = false;
    for (Map.Entry<ResourceId, Part.Live> entry : due.entrySet()) {
      changed |= offer(entry.getKey(), entry.getValue(), now);
    }
    return changed;
  }

  /** When the next object will have lived long enough. */
  Optional<Instant> nextToSettle() {
    return settling.values().stream().map(Part.Live::countsFrom).min(Instant::compareTo);
  }

  /** Makes every row anew, for another catalogue. */
  void rebuild(int columns, BiFunction<ResourceId, Row, Row> remake, Instant now) {
    Map<ResourceId, Part> old = Map.copyOf(parts);
    parts.clear();
    contributions.clear();
    resources.clear();
    settling.clear();
    counters = new Counters(columns);
    finished = 0;
    old.forEach((object, part) -> {
      switch (part) {
        case Part.Live live ->
            put(
                object,
                new Part.Live(
                    live.target(),
                    remake.apply(object, live.row()),
                    live.countsFrom(),
                    live.resourceVersion(),
                    live.generation()),
                now);
        case Part.Finished done -> put(object, done, now);
        case Part.Silent silent -> put(object, silent, now);
      }
    });
  }

  private static @Nullable ResourceId targetOf(@Nullable Part part) {
    return part instanceof Part.Live live ? live.target() : null;
  }

  private boolean offer(ResourceId object, Part.Live live, Instant now) {
    if (live.countsFrom().isAfter(now)) {
      boolean wasCounted = retractRow(object, live.target());
      return settling.put(object, live) == null || wasCounted;
    }
    boolean wasSettling = settling.remove(object) != null;
    return contribute(live.target(), object, live.row()) || wasSettling;
  }

  private boolean retract(ResourceId object, ResourceId target) {
    boolean wasSettling = settling.remove(object) != null;
    return retractRow(object, target) || wasSettling;
  }

  private boolean retractRow(ResourceId object, ResourceId target) {
    @Nullable Map<ResourceId, Row> present = contributions.get(target);
    if (present == null || !present.containsKey(object)) {
      return false;
    }
    Map<ResourceId, Row> rest = new LinkedHashMap<>(present);
    rest.remove(object);
    return replace(target, rest);
  }

  private boolean contribute(ResourceId target, ResourceId object, Row row) {
    @Nullable Map<ResourceId, Row> present = contributions.get(target);
    if (present == null || (present.size() == 1 && present.containsKey(object))) {
      return replace(target, Map.of(object, row));
    }
    Map<ResourceId, Row> more = new LinkedHashMap<>(present);
    more.put(object, row);
    return replace(target, more);
  }

  private boolean replace(ResourceId target, Map<ResourceId, Row> rows) {
    @Nullable Row before = resources.get(target);
    @Nullable Row merged = merged(target, rows);
    @Nullable Row after = merged == null ? null : exempted.apply(merged);
    if (rows.isEmpty()) {
      contributions.remove(target);
    } else {
      contributions.put(target, rows);
    }
    if (Objects.equals(before, after)) {
      return false;
    }
    lastChange = changes.getAsLong();
    if (before != null) {
      counters.remove(before);
      resources.remove(target);
    }
    if (after != null) {
      counters.add(after);
      resources.put(target, after);
    }
    return true;
  }

  /** Lays the exemptions of this moment over every row; returns whether any number changed. */
  boolean exemptAgain() {
    boolean changed = false;
    for (ResourceId target : List.copyOf(contributions.keySet())) {
      changed |= replace(target, contributions.getOrDefault(target, Map.of()));
    }
    return changed;
  }

  private static @Nullable Row merged(ResourceId target, Map<ResourceId, Row> rows) {
    if (rows.isEmpty()) {
      return null;
    }
    @Nullable Row own = rows.size() == 1 ? rows.get(target) : null;
    Row row = own == null ? Row.ofChildren(target, rows.values()) : own;
    return row.asked().isEmpty() ? null : row;
  }

  Collection<ResourceId> objects() {
    return Collections.unmodifiableCollection(parts.keySet());
  }
}
