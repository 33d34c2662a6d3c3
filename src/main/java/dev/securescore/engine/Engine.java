package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Known;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedObjects;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one engine behind the operator, the scan and the demo.
 *
 * <p>An object is judged when it is observed and then let go; what stays is a row of verdicts.
 * Thread-safe: objects are judged outside the lock, the table is changed under it.
 */
public final class Engine {

  private final RowMaker judging;
  private final Clock clock;
  private final EngineListener listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, JsonMap> namespaces = new ConcurrentHashMap<>();
  private final Map<KindName, String> unavailable = new ConcurrentHashMap<>();
  private final VerdictTable table;
  private final RelatedObjects related;
  private final Dependents dependents;
  private volatile InForce installed;

  /** An engine of a cluster of which nothing was observed yet. */
  public Engine(Judge judge, Clock clock, EngineListener listener) {
    this(judge, clock, listener, RelatedObjects.ofCluster());
  }

  /** An engine that has observed nothing yet. */
  public Engine(Judge judge, Clock clock, EngineListener listener, RelatedObjects related) {
    this.judging = new RowMaker(judge, listener, new Known(namespaces, related));
    this.related = related;
    this.dependents = new Dependents(related);
    this.clock = clock;
    this.listener = listener;
    Overlay nothing = new Overlay(Exemptions.NONE, Catalog.empty(), namespaces);
    this.table = new VerdictTable(nothing);
    this.installed = new InForce(RowMaker.Rules.of(Catalog.empty()), nothing, 0, 0);
  }

  /** The catalogue that judges now. */
  public Catalog catalog() {
    return installed.catalog();
  }

  /**
   * Puts another catalogue in force.
   *
   * <p>Verdicts of unchanged rules stay. All others are NotEvaluated until their objects are
   * observed again, so that no report claims what was not judged.
   *
   * @return the kinds whose objects must be observed again
   */
  public Reread install(Catalog next) {
    Reread reread = locked(() -> exchange(next));
    table.names().forEach(listener::changed);
    return reread;
  }

  private Reread exchange(Catalog next) {
    Reread reread = Reread.between(installed.catalog(), next);
    Overlay relaid = new Overlay(exemptions(), next, namespaces);
    table.relayout(installed.catalog(), next, relaid, clock.instant());
    installed = installed.next(RowMaker.Rules.of(next), relaid, !reread.isEmpty());
    return reread;
  }

  /** The exemptions in force, and those that are declared and do not hold. */
  public Exemptions exemptions() {
    return installed.overlay().exemptions();
  }

  /**
   * Puts other exemptions in force; every verdict stays what it is.
   *
   * @return what must be observed again by namespace, everywhere where that is empty, since a new
   *     exemption tells single containers apart
   */
  public Map<String, Reread> exempt(Exemptions next) {
    Set<String> changed = new HashSet<>();
    Map<String, Reread> rereads = locked(() -> exchange(next, changed));
    changed.forEach(listener::changed);
    return rereads;
  }

  private Map<String, Reread> exchange(Exemptions next, Set<String> changed) {
    Map<String, Reread> rereads = ContainerRereads.between(exemptions(), next, catalog());
    Overlay overlay = new Overlay(next, catalog(), namespaces);
    changed.addAll(table.layOver(overlay));
    installed = installed.next(installed.rules(), overlay, !rereads.isEmpty());
    return rereads;
  }

  /** What an exemption does now; empty where it is not declared. */
  public Optional<ExemptionFacts> facts(ExemptionName name) {
    return locked(() ->
        exemptions()
            .find(name)
            .map(exemption ->
                new ExemptionInquiry(
                        exemption,
                        catalog(),
                        installed.overlay(),
                        installed.overlay().without(name, catalog()))
                    .facts(this::rows, maker(LabelSelector.EVERYTHING))));
  }

  /** The score of a scope as it were if other exemptions were declared. */
  public Score score(Scope scope, LabelSelector recommendations, Exemptions others) {
    Overlay overlay = new Overlay(others, catalog(), namespaces);
    return locked(
        () -> maker(recommendations).score(rows(scope).under(overlay, catalog().judged().size())));
  }

  /**
   * The exemption that decides about a finding.
   *
   * @param container the container that it is about; empty where it is about the whole resource
   */
  public Optional<Exemption> exemption(
      ResourceId resource, String recommendation, String container) {
    return locked(() -> table.row(resource))
        .flatMap(row -> installed.overlay().decisive(row, recommendation, container));
  }

  /** Learns a namespace or its new labels. */
  public void namespace(JsonMap namespace) {
    String name = namespace.object("metadata").string("name");
    namespaces.put(name, namespace);
    locked(() -> table.exemptAgain(name));
    listener.changed(name);
  }

  /** Learns that a namespace is gone; its objects are forgotten one by one. */
  public void forgetNamespace(String name) {
    if (namespaces.remove(name) != null) {
      locked(() -> table.exemptAgain(name));
      listener.changed(name);
    }
  }

  /** The namespaces that are known, by name. */
  public Map<String, JsonMap> namespaces() {
    return Map.copyOf(namespaces);
  }

  /**
   * Learns an object that verdicts on others may need; any other is passed over.
   *
   * @return the objects that must be observed again
   */
  public Set<ResourceId> relate(ResourceId id, JsonMap object) {
    return locked(() -> dependents.relate(id, object, installed.catalog()));
  }

  /**
   * Learns that such an object is gone.
   *
   * @return the objects that must be observed again
   */
  public Set<ResourceId> unrelate(ResourceId id) {
    return locked(() -> dependents.unrelate(id, installed.catalog()));
  }

  /**
   * Learns that every object of a related kind was told.
   *
   * @return the kinds whose objects must be observed again
   */
  public Reread related(RelatedKind kind) {
    return locked(() -> reread(kind, related.known(kind)));
  }

  /**
   * Learns that the objects of a related kind cannot be read.
   *
   * @return the kinds whose objects must be observed again
   */
  public Reread unrelated(RelatedKind kind, String reason) {
    return locked(() -> reread(kind, related.unknown(kind, reason)));
  }

  private Reread reread(RelatedKind kind, boolean news) {
    return news ? Dependents.of(kind, installed.catalog()) : Reread.NOTHING;
  }

  /** Judges an object that arrived or changed. */
  public void observe(ResourceId id, JsonMap object, Standing standing) {
    String version = object.object("metadata").string("resourceVersion");
    @Nullable Part known = locked(() -> table.part(id));
    if (known == null || !known.isStill(version, installed.generation())) {
      store(id, object, standing, false);
    }
  }

  /**
   * Judges again an object that was read for that purpose.
   *
   * <p>Nothing happens where it is gone meanwhile, or where something newer was observed.
   */
  public void observeAgain(ResourceId id, JsonMap object, Standing standing) {
    store(id, object, standing, true);
  }

  private void store(ResourceId id, JsonMap object, Standing standing, boolean again) {
    boolean stored = false;
    boolean changed = false;
    while (!stored) {
      InForce current = installed;
      @Nullable JsonMap namespace = namespaces.get(id.scoredIn());
      long relatedVersion = locked(related::version);
      Case judged = judging.subject(current.rules(), object);
      Part part = current.part(judging, id, judged, standing);
      lock.lock();
      try {
        stored =
            installed.number() == current.number()
                && (related.version() == relatedVersion || !judged.hasRelations())
                && Objects.equals(namespaces.get(id.scoredIn()), namespace);
        if (stored && !(again && table.isNewer(id, part.resourceVersion()))) {
          changed = table.put(id, part, current.catalog().judged().size(), clock.instant());
          dependents.put(id, part, judged.subject());
        }
      } finally {
        lock.unlock();
      }
    }
    if (changed) {
      listener.changed(id.scoredIn());
    }
  }

  /** Learns that an object is gone. */
  public void forget(ResourceId id) {
    if (locked(() -> remove(id))) {
      listener.changed(id.scoredIn());
    }
  }

  private boolean remove(ResourceId id) {
    dependents.remove(id);
    return table.remove(id);
  }

  /** Forgets every object of a kind that is not watched any more. */
  public void forgetKind(KindName kind) {
    locked(() -> table.objects(kind)).forEach(this::forget);
    RelatedKind.of(kind).ifPresent(each -> locked(() -> related.forget(each)));
    available(kind);
  }

  /** Learns that the objects of a kind cannot be read; their verdicts are NotEvaluated. */
  public void unavailable(KindName kind, String reason) {
    if (!reason.equals(unavailable.put(kind, reason))) {
      table.names().forEach(listener::changed);
    }
  }

  /** Learns that the objects of a kind can be read. */
  public void available(KindName kind) {
    if (unavailable.remove(kind) != null) {
      table.names().forEach(listener::changed);
    }
  }

  /** The kinds that cannot be read, with the reason. */
  public Map<KindName, String> unavailable() {
    return Map.copyOf(unavailable);
  }

  /**
   * Lets count what has lived long enough by now.
   *
   * @return when to call again; empty while nothing is settling
   */
  public Optional<Instant> settle() {
    Set<String> changed = locked(() -> table.settle(clock.instant()));
    changed.forEach(listener::changed);
    return locked(table::nextToSettle);
  }

  /**
   * Everything that can be said of a scope now.
   *
   * @param recommendations the part of the catalogue that counts
   * @param most how many resources with findings to name
   */
  public Snapshot snapshot(Scope scope, LabelSelector recommendations, int most) {
    return locked(() -> maker(recommendations).make(rows(scope), most));
  }

  /** The counts of every recommendation that judges, those in Preview too, in catalogue order. */
  public List<Tally> tallies(Scope scope) {
    return locked(() -> maker(LabelSelector.EVERYTHING).tallies(rows(scope)));
  }

  /** How every resource of a scope stands, those without findings too, in order of identity. */
  public List<Snapshot.Standing> standings(Scope scope) {
    return locked(() -> maker(LabelSelector.EVERYTHING).standings(rows(scope)));
  }

  /** How one resource stands within a scope; empty where it is not judged. */
  public Optional<Snapshot.Standing> standing(ResourceId resource, Scope scope) {
    return locked(() -> {
      SnapshotMaker maker = maker(LabelSelector.EVERYTHING);
      return table.row(resource).map(row -> maker.standing(row, maker.score(rows(scope))));
    });
  }

  /** The counts of every recommendation that judges, and what caps the grade, of one moment. */
  public Totals totals(Scope scope) {
    return locked(() -> {
      ScopeRows counted = rows(scope);
      SnapshotMaker maker = maker(LabelSelector.EVERYTHING);
      return new Totals(maker.tallies(counted), maker.exposedCritical(counted));
    });
  }

  private ScopeRows rows(Scope scope) {
    return table.rows(scope, catalog(), namespaces);
  }

  private SnapshotMaker maker(LabelSelector recommendations) {
    return new SnapshotMaker(catalog(), recommendations, Set.copyOf(unavailable.keySet()));
  }

  private <T extends @Nullable Object> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
