package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.evaluation.Sharing;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The verdict table with what decides about it; the table is read and changed under the lock. */
final class EngineState {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, JsonMap> namespaces = new ConcurrentHashMap<>();
  private final Map<KindName, String> unavailable = new ConcurrentHashMap<>();
  private final VerdictTable table;
  private volatile InForce installed;

  EngineState() {
    Overlay nothing = new Overlay(Exemptions.NONE, Catalog.empty(), namespaces);
    this.table = new VerdictTable(nothing);
    this.installed =
        new InForce(RowMaker.Rules.of(Catalog.empty(), _ -> Sharing.ofNothing()), nothing, 0, 0);
  }

  /** The namespaces that are known now, by name. */
  Map<String, JsonMap> namespaces() {
    return namespaces;
  }

  /** The kinds that cannot be read now, with the reason. */
  Map<KindName, String> unavailable() {
    return unavailable;
  }

  /** The table; hold the lock. */
  VerdictTable table() {
    return table;
  }

  InForce installed() {
    return installed;
  }

  Catalog catalog() {
    return installed.catalog();
  }

  Exemptions exemptions() {
    return installed.overlay().exemptions();
  }

  Overlay overlay(Exemptions exemptions, Catalog catalog) {
    return new Overlay(exemptions, catalog, namespaces);
  }

  /** Puts something else in force; hold the lock. */
  void install(InForce next) {
    installed = next;
  }

  /** The rows of a scope; hold the lock. */
  ScopeRows rows(Scope scope) {
    return table.rows(scope, catalog(), namespaces);
  }

  /** The counters of a scope, without rows that nobody needs to count; hold the lock. */
  ScopeRows counted(Scope scope) {
    return table.counted(scope, catalog(), namespaces);
  }

  SnapshotMaker maker(LabelSelector recommendations) {
    return maker(recommendations, unavailableKinds());
  }

  SnapshotMaker maker(LabelSelector recommendations, Set<KindName> unavailableThen) {
    return new SnapshotMaker(catalog(), recommendations, unavailableThen);
  }

  /** The kinds that cannot be read, as of this moment. */
  Set<KindName> unavailableKinds() {
    return Set.copyOf(unavailable.keySet());
  }

  <T extends @Nullable Object> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
