package dev.securescore.cli;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Engine;
import dev.securescore.engine.EngineListener;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Snapshot;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Judgement.Evidence;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Source;
import dev.securescore.output.Finding;
import dev.securescore.output.FollowedRecommendation;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScannedResource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges the objects of a cluster as the operator would, once. */
final class LiveScan implements EngineListener, LiveReading.Told {

  /** Stands for every object of a kind. */
  private static final String ALL = "*";

  private final ClusterReader reader;
  private final Catalog catalog;
  private final Console console;
  private final @Nullable String namespace;
  private final Engine engine;
  private final Map<ResourceId, ScannedResource> resources = new LinkedHashMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final Set<FollowedRecommendation> followed = new LinkedHashSet<>();
  private @Nullable ScannedResource current;
  private int excluded;

  /**
   * A scan of a cluster.
   *
   * @param namespace the only one to scan; null for all but those of the platform
   */
  LiveScan(ClusterReader reader, Catalog catalog, Console console, @Nullable String namespace) {
    this.reader = reader;
    this.catalog = catalog;
    this.console = console;
    this.namespace = namespace;
    this.engine = new Engine(PatientJudge.create(), console.clock(), this);
  }

  ScanResult judge() {
    engine.install(catalog);
    ClusterExemptions exemptions = new ClusterExemptions(reader, console);
    Exemptions declared =
        namespace == null
            ? exemptions.readAll(catalog.policy())
            : exemptions.read(namespace, catalog.policy());
    engine.exempt(declared);
    new LiveReading(
            reader, new ServedKinds(reader), console, engine, namespace == null ? "" : namespace)
        .all(this);
    engine.settle();
    Scope scope =
        namespace == null
            ? new Scope.Cluster()
            : new Scope.Namespace(namespace, LabelSelector.EVERYTHING);
    Map<ResourceId, Snapshot.Standing> standings =
        engine.standings(scope).stream()
            .collect(Collectors.toMap(Snapshot.Standing::id, Function.identity()));
    return new ScanResult(
        engine.snapshot(scope, LabelSelector.EVERYTHING, Integer.MAX_VALUE),
        engine.tallies(scope),
        standings,
        resources.values().stream().filter(each -> standings.containsKey(each.id())).toList(),
        findings.stream()
            .filter(each -> counts(each.resource(), standings))
            .map(each -> FileScan.exempt(engine, each))
            .toList(),
        declared.all().stream().flatMap(each -> engine.facts(each.name()).stream()).toList(),
        followed.stream().filter(each -> standings.containsKey(each.resource().id())).toList(),
        0,
        excluded,
        Optional.empty());
  }

  /** What is about a whole kind belongs to no resource that could be counted. */
  private static boolean counts(
      ScannedResource resource, Map<ResourceId, Snapshot.Standing> standings) {
    return resource.id().name().equals(ALL) || standings.containsKey(resource.id());
  }

  @Override
  public void object(ServedKind kind, JsonMap object) {
    ResourceId id = ResourceId.of(object);
    if (catalog.policy().isExcluded(id.scoredIn())) {
      excluded++;
      return;
    }
    Standing standing = catalog.policy().inventory().standing(object);
    ResourceId resource = standing instanceof Standing.ChildOf child ? child.owner() : id;
    current =
        resources.computeIfAbsent(
            resource,
            each ->
                each.equals(id)
                    ? scanned(each, object.string("apiVersion"), kind.path(each.namespace()))
                    : owner(each, object));
    engine.observe(id, object, standing);
    current = null;
  }

  private static ScannedResource scanned(ResourceId id, String apiVersion, String list) {
    return new ScannedResource(
        id, apiVersion, Source.elsewhere(list.substring(1) + "/" + id.name()));
  }

  /** An owner of a kind that is not watched is known by what its children say of it. */
  private static ScannedResource owner(ResourceId owner, JsonMap child) {
    String apiVersion =
        child
            .object("metadata")
            .list("ownerReferences")
            .objects()
            .filter(each -> each.string("name").equals(owner.name()))
            .map(each -> each.string("apiVersion"))
            .filter(each -> KindName.of(each, owner.kind().kind()).equals(owner.kind()))
            .findFirst()
            .orElse(owner.kind().group());
    ServedKind kind =
        new ServedKind(owner.kind(), apiVersion, owner.kind().plural(), Set.of(), true);
    return scanned(owner, apiVersion, kind.path(owner.namespace()));
  }

  @Override
  public void unread(KindName kind, String apiVersion, String path, String message) {
    ScannedResource all =
        new ScannedResource(
            new ResourceId(kind, namespace == null ? "" : namespace, ALL, ""),
            apiVersion,
            Source.elsewhere(path));
    catalog.asked(kind).stream()
        .mapToObj(catalog.judged()::get)
        .filter(Recommendation::scored)
        .forEach(each ->
            findings.add(
                new Finding(
                    each,
                    new Evidence(Verdict.NOT_EVALUATED, "KindUnavailable", message, ""),
                    all,
                    0,
                    null)));
  }

  @Override
  public void judged(ResourceId object, Recommendation recommendation, Judgement judgement) {
    @Nullable ScannedResource resource = current;
    if (resource == null || !recommendation.scored()) {
      return;
    }
    switch (judgement.verdict()) {
      case HEALTHY -> followed.add(new FollowedRecommendation(recommendation, resource));
      case UNHEALTHY, NOT_EVALUATED ->
          judgement
              .evidence()
              .forEach(each -> findings.add(new Finding(recommendation, each, resource, 0, null)));
      case NOT_APPLICABLE -> {}
    }
  }
}
