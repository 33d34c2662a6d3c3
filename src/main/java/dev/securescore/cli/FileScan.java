package dev.securescore.cli;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Engine;
import dev.securescore.engine.EngineListener;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Snapshot;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.output.Finding;
import dev.securescore.output.FollowedRecommendation;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScannedResource;
import dev.securescore.related.RelatedObjects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges manifests with the engine; every document counts, whatever would become of it later. */
final class FileScan {

  private final Catalog catalog;
  private final List<Declaration> exemptions;
  private final Clock clock;
  private final List<ScannedResource> resources = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<FollowedRecommendation> followed = new ArrayList<>();
  private int passedOver;
  private int excluded;

  FileScan(Catalog catalog, List<Declaration> exemptions, Clock clock) {
    this.catalog = catalog;
    this.exemptions = exemptions;
    this.clock = clock;
  }

  /** Judges every manifest and tells after each. */
  ScanResult judge(List<Manifest> manifests, Runnable afterEach) {
    Map<ResourceId, Manifest> byId = new LinkedHashMap<>();
    Engine engine =
        new Engine(
            PatientJudge.create(),
            clock,
            new EngineListener() {
              @Override
              public boolean hearsJudgements() {
                return true;
              }

              @Override
              public void judged(ResourceId id, Recommendation asked, Judgement judgement) {
                collect(byId, id, asked, judgement);
              }
            },
            RelatedObjects.ofFiles());
    engine.install(catalog);
    Exemptions declared = Exemptions.of(exemptions, catalog.policy().exemptions(), clock.instant());
    engine.exempt(declared);
    manifests.stream()
        .map(Manifest::object)
        .filter(object -> KindName.of(object).equals(KindName.NAMESPACE))
        .forEach(engine::namespace);
    for (Manifest manifest : manifests) {
      engine.relate(ScannedResource.of(manifest).id(), Defaults.apply(manifest.object()));
    }
    for (Manifest manifest : manifests) {
      observe(engine, manifest, byId);
      afterEach.run();
    }
    Scope everything = new Scope.Everything();
    Map<ResourceId, Snapshot.Standing> standings =
        engine.standings(everything).stream()
            .collect(Collectors.toMap(Snapshot.Standing::id, Function.identity()));
    return new ScanResult(
        engine.snapshot(everything, LabelSelector.EVERYTHING, Integer.MAX_VALUE),
        engine.tallies(everything),
        standings,
        List.copyOf(resources),
        findings.stream().map(finding -> exempt(engine, finding)).toList(),
        declared.all().stream().flatMap(each -> engine.facts(each.name()).stream()).toList(),
        List.copyOf(followed),
        passedOver,
        excluded,
        Optional.empty());
  }

  /** The finding with the exemption that holds for it, where one does. */
  static Finding exempt(Engine engine, Finding finding) {
    return finding.evidence().verdict() == Verdict.UNHEALTHY
        ? engine
            .exemption(
                finding.resource().id(),
                finding.recommendation().name(),
                finding.evidence().container())
            .map(finding::exemptBy)
            .orElse(finding)
        : finding;
  }

  private void observe(Engine engine, Manifest manifest, Map<ResourceId, Manifest> byId) {
    ScannedResource resource = ScannedResource.of(manifest);
    if (catalog.asked(resource.id().kind()).isEmpty()) {
      passedOver++;
      return;
    }
    if (catalog.policy().isExcluded(resource.id().scoredIn())) {
      excluded++;
      return;
    }
    resources.add(resource);
    byId.put(resource.id(), manifest);
    JsonMap stored = Defaults.apply(manifest.object());
    engine.observe(resource.id(), stored, new Standing.Own(Instant.MIN));
  }

  private void collect(
      Map<ResourceId, Manifest> byId, ResourceId id, Recommendation asked, Judgement judgement) {
    Manifest manifest = byId.get(id);
    if (manifest == null || !asked.scored()) {
      return;
    }
    switch (judgement.verdict()) {
      case HEALTHY -> followed.add(new FollowedRecommendation(asked, ScannedResource.of(manifest)));
      case UNHEALTHY, NOT_EVALUATED -> addFindings(manifest, asked, judgement);
      case NOT_APPLICABLE -> {}
    }
  }

  private void addFindings(Manifest manifest, Recommendation asked, Judgement judgement) {
    ContainerLines lines = new ContainerLines(catalog.policy().inventory().kinds(), manifest);
    for (Judgement.Evidence evidence : judgement.evidence()) {
      findings.add(
          new Finding(
              asked,
              evidence,
              ScannedResource.of(manifest),
              lines.lineOf(evidence.container()),
              null));
    }
  }
}
