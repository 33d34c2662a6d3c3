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
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedObjects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final Map<ResourceId, Judged> judged = new LinkedHashMap<>();
  private final Map<KindName, Boolean> asked = new HashMap<>();
  private int passedOver;
  private int excluded;

  FileScan(Catalog catalog, List<Declaration> exemptions, Clock clock) {
    this.catalog = catalog;
    this.exemptions = exemptions;
    this.clock = clock;
  }

  /** A manifest with what is found about it; one thread judges it. */
  private record Judged(
      ScannedResource resource,
      Manifest manifest,
      List<Finding> findings,
      List<FollowedRecommendation> followed) {}

  /**
   * Judges every manifest and tells after each.
   *
   * <p>Several threads judge; the result is in the order of the manifests.
   *
   * @param afterEach safe to be called by several threads
   */
  ScanResult judge(List<Manifest> manifests, Runnable afterEach) {
    Engine engine =
        new Engine(
            PatientJudge.create(),
            clock,
            new EngineListener() {
              @Override
              public void judged(ResourceId id, Recommendation asked, Judgement judgement) {
                collect(id, asked, judgement);
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
      ScannedResource resource = ScannedResource.of(manifest);
      if (RelatedKind.of(resource.id().kind()).isPresent()) {
        engine.relate(resource.id(), Defaults.apply(manifest.object()));
      }
      take(resource, manifest);
    }
    List.copyOf(judged.values()).parallelStream()
        .forEach(each -> {
          JsonMap stored = Defaults.apply(each.manifest().object());
          engine.observe(each.resource().id(), stored, new Standing.Own(Instant.MIN));
          afterEach.run();
        });
    Scope everything = new Scope.Everything();
    Map<ResourceId, Snapshot.Standing> standings =
        engine.standings(everything).stream()
            .collect(Collectors.toMap(Snapshot.Standing::id, Function.identity()));
    return new ScanResult(
        engine.snapshot(everything, LabelSelector.EVERYTHING, Integer.MAX_VALUE),
        engine.tallies(everything),
        standings,
        judged.values().stream().map(Judged::resource).toList(),
        judged.values().stream()
            .flatMap(each -> each.findings().stream())
            .map(finding -> declared.all().isEmpty() ? finding : exempt(engine, finding))
            .toList(),
        declared.all().stream().flatMap(each -> engine.facts(each.name()).stream()).toList(),
        judged.values().stream().flatMap(each -> each.followed().stream()).toList(),
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

  private void take(ScannedResource resource, Manifest manifest) {
    if (!asked.computeIfAbsent(resource.id().kind(), kind -> !catalog.asked(kind).isEmpty())) {
      passedOver++;
    } else if (catalog.policy().isExcluded(resource.id().scoredIn())) {
      excluded++;
    } else {
      judged.put(
          resource.id(), new Judged(resource, manifest, new ArrayList<>(), new ArrayList<>()));
    }
  }

  private void collect(ResourceId id, Recommendation asked, Judgement judgement) {
    Judged about = judged.get(id);
    if (about == null || !asked.scored()) {
      return;
    }
    switch (judgement.verdict()) {
      case HEALTHY -> about.followed().add(new FollowedRecommendation(asked, about.resource()));
      case UNHEALTHY, NOT_EVALUATED -> addFindings(about, asked, judgement);
      case NOT_APPLICABLE -> {}
    }
  }

  private void addFindings(Judged about, Recommendation asked, Judgement judgement) {
    ContainerLines lines =
        new ContainerLines(catalog.policy().inventory().kinds(), about.manifest());
    for (Judgement.Evidence evidence : judgement.evidence()) {
      about
          .findings()
          .add(
              new Finding(
                  asked, evidence, about.resource(), lines.lineOf(evidence.container()), null));
    }
  }
}
