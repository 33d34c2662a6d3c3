package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one engine behind the operator, the scan and the demo.
 *
 * <p>An object is judged when it is observed and then let go; what stays is a row of verdicts.
 * Thread-safe: objects are judged outside the lock, the table is changed under it.
 */
public final class Engine {

  private final Judge judge;
  private final Clock clock;
  private final EngineListener listener;
  private final EngineState state = new EngineState();
  private final ExemptionLayer exempting;
  private final Arrivals arrivals;
  private final RelatedObjects related;
  private final Dependents dependents;

  /** An engine of a cluster of which nothing was observed yet. */
  public Engine(Judge judge, Clock clock, EngineListener listener) {
    this(judge, clock, listener, RelatedObjects.ofCluster());
  }

  /** An engine that has observed nothing yet. */
  public Engine(Judge judge, Clock clock, EngineListener listener, RelatedObjects related) {
    this.judge = judge;
    this.clock = clock;
    this.listener = listener;
    this.exempting = new ExemptionLayer(state, listener);
    this.related = related;
    this.dependents = new Dependents(related);
    this.arrivals =
        new Arrivals(
            state,
            new RowMaker(judge, listener, new Known(state.namespaces(), related)),
            related,
            dependents,
            clock);
  }

  /** The catalogue that judges now. */
  public Catalog catalog() {
    return state.catalog();
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
    Reread reread = state.locked(() -> exchange(next));
    changedEverywhere();
    return reread;
  }

  private Reread exchange(Catalog next) {
    InForce current = state.installed();
    Reread reread = Reread.between(current.catalog(), next);
    Overlay relaid = state.overlay(exemptions(), next);
    state.table().relayout(current.catalog(), next, relaid, clock.instant());
    state.install(current.next(RowMaker.Rules.of(next, judge::sharing), relaid, !reread.isEmpty()));
    return reread;
  }

  private void changedEverywhere() {
    state.table().names().forEach(listener::changed);
  }

  /** The exemptions in force, and those that are declared and do not hold. */
  public Exemptions exemptions() {
    return state.exemptions();
  }

  /**
   * Puts other exemptions in force; every verdict stays what it is.
   *
   * @return what must be observed again by namespace, everywhere where that is empty, since a new
   *     exemption tells single containers apart
   */
  public Map<String, Reread> exempt(Exemptions next) {
    return exempting.exempt(next);
  }

  /** What an exemption does now; empty where it is not declared. */
  public Optional<ExemptionFacts> facts(ExemptionName name) {
    return exempting.facts(name);
  }

  /** The score of a scope as it were if other exemptions were declared. */
  public Score score(Scope scope, LabelSelector recommendations, Exemptions others) {
    return exempting.score(scope, recommendations, others);
  }

  /**
   * The exemption that decides about a finding.
   *
   * @param container the container that it is about; empty where it is about the whole resource
   */
  public Optional<Exemption> exemption(
      ResourceId resource, String recommendation, String container) {
    return exempting.exemption(resource, recommendation, container);
  }

  /** Learns a namespace or its new labels. */
  public void namespace(JsonMap namespace) {
    String name = namespace.object("metadata").string("name");
    state.namespaces().put(name, namespace);
    state.locked(() -> state.table().exemptAgain(name));
    listener.changed(name);
  }

  /** Learns that a namespace is gone; its objects are forgotten one by one. */
  public void forgetNamespace(String name) {
    if (state.namespaces().remove(name) != null) {
      state.locked(() -> state.table().exemptAgain(name));
      listener.changed(name);
    }
  }

  /** What is known of a namespace; empty where it is not known. */
  public Optional<JsonMap> namespace(String name) {
    return Optional.ofNullable(state.namespaces().get(name));
  }

  /** The namespaces that are known, by name. */
  public Map<String, JsonMap> namespaces() {
    return Map.copyOf(state.namespaces());
  }

  /**
   * Learns an object that verdicts on others may need; any other is passed over.
   *
   * @return the objects that must be observed again
   */
  public Set<ResourceId> relate(ResourceId id, JsonMap object) {
    return state.locked(() -> dependents.relate(id, object, state.catalog()));
  }

  /**
   * Learns that such an object is gone.
   *
   * @return the objects that must be observed again
   */
  public Set<ResourceId> unrelate(ResourceId id) {
    return state.locked(() -> dependents.unrelate(id, state.catalog()));
  }

  /**
   * Learns that every object of a related kind was told.
   *
   * @return the kinds whose objects must be observed again
   */
  public Reread related(RelatedKind kind) {
    return state.locked(() -> reread(kind, related.known(kind)));
  }

  /**
   * Learns that the objects of a related kind cannot be read.
   *
   * @return the kinds whose objects must be observed again
   */
  public Reread unrelated(RelatedKind kind, String reason) {
    return state.locked(() -> reread(kind, related.unknown(kind, reason)));
  }

  private Reread reread(RelatedKind kind, boolean news) {
    return news ? Dependents.of(kind, state.catalog()) : Reread.NOTHING;
  }

  /** Judges an object that arrived or changed. */
  public void observe(ResourceId id, JsonMap object, Standing standing) {
    if (!arrivals.isKnown(id, object)) {
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
    if (arrivals.put(id, object, standing, again)) {
      listener.changed(id.scoredIn());
    }
  }

  /** Learns that an object is gone. */
  public void forget(ResourceId id) {
    if (state.locked(() -> remove(id))) {
      listener.changed(id.scoredIn());
    }
  }

  private boolean remove(ResourceId id) {
    dependents.remove(id);
    return state.table().remove(id);
  }

  /** Forgets every object of a kind that is not watched any more. */
  public void forgetKind(KindName kind) {
    state.locked(() -> state.table().objects(kind)).forEach(this::forget);
    RelatedKind.of(kind).ifPresent(each -> state.locked(() -> related.forget(each)));
    available(kind);
  }

  /** Learns that the objects of a kind cannot be read; their verdicts are NotEvaluated. */
  public void unavailable(KindName kind, String reason) {
    if (!reason.equals(state.unavailable().put(kind, reason))) {
      changedEverywhere();
    }
  }

  /** Learns that the objects of a kind can be read. */
  public void available(KindName kind) {
    if (state.unavailable().remove(kind) != null) {
      changedEverywhere();
    }
  }

  /** The kinds that cannot be read, with the reason. */
  public Map<KindName, String> unavailable() {
    return Map.copyOf(state.unavailable());
  }

  /**
   * Lets count what has lived long enough by now.
   *
   * @return when to call again; empty while nothing is settling
   */
  public Optional<Instant> settle() {
    Set<String> changed = state.locked(() -> state.table().settle(clock.instant()));
    changed.forEach(listener::changed);
    return state.locked(state.table()::nextToSettle);
  }

  /**
   * Everything that can be said of a scope now.
   *
   * @param recommendations the part of the catalogue that counts
   * @param most how many resources with findings to name
   */
  public Snapshot snapshot(Scope scope, LabelSelector recommendations, int most) {
    return taken(scope, recommendations).make(most);
  }

  /** The counts of every recommendation that judges, those in Preview too, in catalogue order. */
  public List<Tally> tallies(Scope scope) {
    return state
        .locked(() -> new Taken(state.maker(LabelSelector.EVERYTHING), state.counted(scope)))
        .tallies();
  }

  /** How every resource of a scope stands, those without findings too, in order of identity. */
  public List<Snapshot.Standing> standings(Scope scope) {
    return taken(scope, LabelSelector.EVERYTHING).standings();
  }

  /** How one resource stands within a scope; empty where it is not judged. */
  public Optional<Snapshot.Standing> standing(ResourceId resource, Scope scope) {
    return state.locked(() -> {
      SnapshotMaker maker = state.maker(LabelSelector.EVERYTHING);
      return state
          .table()
          .row(resource)
          .map(row -> maker.standing(row, maker.score(state.rows(scope))));
    });
  }

  /** The counts of every recommendation that judges, and what caps the grade, of one moment. */
  public Totals totals(Scope scope) {
    return taken(scope, LabelSelector.EVERYTHING).totals();
  }

  /**
   * The totals of a namespace, unless they still are what they were.
   *
   * @param known the version of those that the caller has; null where it has none
   * @return the totals with their version; empty where they have that version still
   */
  public Optional<VersionedTotals> totals(String namespace, @Nullable CountsVersion known) {
    return Optional.ofNullable(state.locked(() -> takenUnless(namespace, known)))
        .map(taken -> new VersionedTotals(taken.version(), taken.rows().totals()));
  }

  private record TakenVersion(CountsVersion version, Taken rows) {}

  private @Nullable TakenVersion takenUnless(String namespace, @Nullable CountsVersion known) {
    Set<KindName> unavailable = state.unavailableKinds();
    CountsVersion version =
        new CountsVersion(
            state.installed().number(), unavailable, state.table().lastChange(namespace));
    return version.equals(known)
        ? null
        : new TakenVersion(
            version,
            new Taken(
                state.maker(LabelSelector.EVERYTHING, unavailable),
                state.rows(new Scope.Namespace(namespace, LabelSelector.EVERYTHING))));
  }

  /** What is known of a scope, taken under the lock; numbers are made of it without. */
  private Taken taken(Scope scope, LabelSelector recommendations) {
    return state.locked(() -> new Taken(state.maker(recommendations), state.rows(scope)));
  }
}
