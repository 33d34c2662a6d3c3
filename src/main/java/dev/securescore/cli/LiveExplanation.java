package dev.securescore.cli;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Snapshot;
import dev.securescore.evaluation.Verdict;
import dev.securescore.fix.Fixer;
import dev.securescore.fix.LivePatch;
import dev.securescore.inventory.Delivery;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;
import dev.securescore.output.Explanation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the namespace of one resource anew, so that its verdicts come with their reasons. */
final class LiveExplanation {

  private final ClusterReader reader;
  private final String namespace;
  private final Console console;
  private final ServedKinds kinds;

  /** Explains resources of a namespace, or of none where their kind lives in none. */
  LiveExplanation(ClusterReader reader, String namespace, Console console) {
    this.reader = reader;
    this.namespace = namespace;
    this.console = console;
    this.kinds = new ServedKinds(reader);
  }

  /** Explains the resource of a kind and a name, both as people type them. */
  Explanation of(String typedKind, String name) {
    ServedKind kind =
        kinds
            .find(typedKind)
            .orElseThrow(() ->
                new Failure(
                    "the cluster '"
                        + reader.cluster()
                        + "' serves no kind '"
                        + typedKind
                        + "'; see 'kubectl api-resources'"));
    JsonMap object =
        reader.get(kind.path(namespace) + "/" + name).orElseThrow(() -> missing(kind, name));
    Catalog catalog = new ClusterCatalog(reader, console).read(console.clock().instant());
    Standing standing = catalog.policy().inventory().standing(object);
    return explain(object, judgedAs(ResourceId.of(object), standing, object), catalog);
  }

  private Failure missing(ServedKind kind, String name) {
    return new Failure(
        kind.kind().kind()
            + " '"
            + name
            + "' is not in "
            + (kind.namespaced() ? "the namespace '" + namespace + "'" : "the cluster")
            + "; choose another namespace with -n");
  }

  private static ResourceId judgedAs(ResourceId id, Standing standing, JsonMap object) {
    return switch (standing) {
      case Standing.Own own -> id;
      case Standing.ChildOf child -> child.owner();
      case Standing.Controlled controlled ->
          throw new Failure(
              id
                  + " is not judged itself, but "
                  + controller(object)
                  + " that controls it; explain that");
      case Standing.Finished finished ->
          throw new Failure(id + " has finished; what has run to its end is not judged");
      case Standing.Passed passed ->
          throw new Failure(id + " is not judged: a mirror of a static pod, or an old revision");
    };
  }

  private static String controller(JsonMap object) {
    return object
        .object("metadata")
        .list("ownerReferences")
        .objects()
        .filter(owner -> owner.isTrue("controller"))
        .map(owner -> owner.string("kind") + " " + owner.string("name"))
        .findFirst()
        .orElse("the one");
  }

  private Explanation explain(JsonMap object, ResourceId wanted, Catalog catalog) {
    VerdictsOfOne verdicts = new VerdictsOfOne();
    Engine engine = new Engine(PatientJudge.create(), console.clock(), verdicts);
    engine.install(catalog);
    String scoredIn = wanted.scoredIn();
    engine.exempt(new ClusterExemptions(reader, console).read(scoredIn, catalog.policy()));
    LiveReading reading = new LiveReading(reader, kinds, console, engine, scoredIn);
    Listening listening = new Listening(engine, wanted, verdicts);
    if (scoredIn.isEmpty()) {
      reading.related();
      listening.observe(object);
    } else {
      reading.all(listening);
    }
    engine.settle();
    Scope scope =
        scoredIn.isEmpty()
            ? new Scope.Everything()
            : new Scope.Namespace(scoredIn, LabelSelector.EVERYTHING);
    Snapshot.Standing standing =
        engine.standing(wanted, scope).orElseThrow(() -> notJudged(wanted, verdicts));
    return Explanation.of(
        object.string("apiVersion"),
        standing,
        engine.snapshot(scope, LabelSelector.EVERYTHING, 0).score(),
        verdicts.byRecommendation(),
        (recommendation, container) -> engine.exemption(wanted, recommendation, container),
        Delivery.managedBy(object),
        catalog.inactive(),
        wanted.equals(ResourceId.of(object)) ? patch(object, catalog, engine, verdicts) : null);
  }

  private static Explanation.@Nullable Patch patch(
      JsonMap object, Catalog catalog, Engine engine, VerdictsOfOne verdicts) {
    List<Recommendation> open =
        verdicts.byRecommendation().values().stream()
            .map(all -> all.getFirst())
            .filter(judged -> judged.judgement().verdict() == Verdict.UNHEALTHY)
            .map(Explanation.Judged::recommendation)
            .filter(each -> each.spec().remediation().patch() != null)
            .toList();
    Fixer fixer =
        new Fixer(
            catalog,
            PatientJudge.create(),
            name -> Optional.ofNullable(engine.namespaces().get(name)));
    LivePatch patch = LivePatch.of(fixer, object, open);
    return patch.fixed().isEmpty()
        ? null
        : new Explanation.Patch(
            patch.fixed().stream().map(Recommendation::name).toList(),
            LivePatch.shown(object, patch.wanted()),
            patch.operations());
  }

  private static Failure notJudged(ResourceId wanted, VerdictsOfOne verdicts) {
    return new Failure(
        verdicts.byRecommendation().isEmpty()
            ? "no recommendation asks about " + wanted
            : wanted + " does not count yet: it must live some minutes first");
  }

  /** Tells the engine of what is read, and remembers the verdicts on the wanted resource. */
  private record Listening(Engine engine, ResourceId wanted, VerdictsOfOne verdicts)
      implements LiveReading.Told {

    @Override
    public void object(ServedKind kind, JsonMap object) {
      observe(object);
    }

    @Override
    public void unread(KindName kind, String apiVersion, String path, String message) {}

    void observe(JsonMap object) {
      ResourceId id = ResourceId.of(object);
      Standing standing = engine.catalog().policy().inventory().standing(object);
      ResourceId target = standing instanceof Standing.ChildOf child ? child.owner() : id;
      verdicts.listen(target.equals(wanted));
      engine.observe(id, object, standing);
      verdicts.listen(false);
    }
  }
}
