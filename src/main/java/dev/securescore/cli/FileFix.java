package dev.securescore.cli;

import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Verdict;
import dev.securescore.fix.Fixer;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.EditableFile;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScannedResource;
import dev.securescore.scoring.Display;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Fixes what a scan of files finds, in the text of the files. */
final class FileFix {

  private final FixSelection selection;
  private final Fixer fixer;
  private final Map<String, Optional<EditableFile>> files = new LinkedHashMap<>();
  private final Map<String, Set<String>> fixedIn = new LinkedHashMap<>();
  private final Set<String> left = new LinkedHashSet<>();
  private int fixed;
  private int failed;
  private String before = "";
  private String after = "";

  private FileFix(FixSelection selection, List<Manifest> manifests) {
    this.selection = selection;
    Map<String, JsonMap> namespaces = new HashMap<>();
    manifests.stream()
        .map(Manifest::object)
        .filter(object -> KindName.of(object).equals(KindName.NAMESPACE))
        .forEach(object -> namespaces.put(object.object("metadata").string("name"), object));
    this.fixer =
        new Fixer(
            selection.catalog(),
            PatientJudge.create(),
            name -> Optional.ofNullable(namespaces.get(name)));
  }

  /** A file that would be written, with the recommendations that it follows then. */
  record Changed(String name, EditableFile text, Set<String> fixed) {}

  /** Fixes all that is chosen; writes nothing. */
  static FileFix of(List<Manifest> manifests, FixSelection selection, Clock clock) {
    FileFix fix = new FileFix(selection, manifests);
    ScanResult scanned = scan(manifests, selection, clock);
    fix.fix(manifests, scanned);
    fix.before = Display.score(scanned.snapshot().score());
    List<Manifest> now = manifests.stream().map(fix::current).toList();
    fix.after = Display.score(scan(now, selection, clock).snapshot().score());
    return fix;
  }

  private static ScanResult scan(List<Manifest> manifests, FixSelection selection, Clock clock) {
    return new FileScan(selection.catalog(), List.of(), clock).judge(manifests, () -> {});
  }

  private void fix(List<Manifest> manifests, ScanResult scanned) {
    Map<ResourceId, Manifest> byId = new HashMap<>();
    manifests.forEach(each -> byId.put(ScannedResource.of(each).id(), each));
    record Pair(ResourceId id, Recommendation recommendation) {}
    scanned.findings().stream()
        .filter(finding -> finding.evidence().verdict() == Verdict.UNHEALTHY)
        .map(finding -> new Pair(finding.resource().id(), finding.recommendation()))
        .filter(pair -> selection.isChosen(pair.recommendation()))
        .distinct()
        .forEach(pair -> {
          Manifest manifest = byId.get(pair.id());
          if (manifest != null) {
            fix(manifest, pair.recommendation());
          }
        });
  }

  private void fix(Manifest manifest, Recommendation recommendation) {
    Optional<String> reservation = selection.reservation(recommendation);
    if (reservation.isPresent()) {
      leave(manifest, recommendation, reservation.get());
      return;
    }
    Optional<EditableFile> file = file(manifest);
    if (file.isEmpty()) {
      leave(manifest, recommendation, "its file cannot be written as it was read");
      return;
    }
    switch (fixer.fix(recommendation, manifest, file.get())) {
      case Fixer.Outcome.Fixed now -> {
        fixed++;
        fixedIn
            .computeIfAbsent(manifest.source().input(), any -> new TreeSet<>())
            .add(recommendation.name());
      }
      case Fixer.Outcome.Left(String reason) -> leave(manifest, recommendation, reason);
    }
  }

  /** What was rendered has its text elsewhere. */
  private Optional<EditableFile> file(Manifest manifest) {
    return files.computeIfAbsent(
        manifest.source().input(),
        name -> EditableFile.open(Path.of(name), ReaderLimits.defaults()));
  }

  private void leave(Manifest manifest, Recommendation recommendation, String reason) {
    failed++;
    left.add(
        manifest.source()
            + ": left: "
            + ResourceId.of(manifest.object())
            + ": "
            + recommendation.name()
            + ": "
            + reason);
  }

  private Manifest current(Manifest manifest) {
    return files
        .getOrDefault(manifest.source().input(), Optional.empty())
        .map(file -> new Manifest(fixer.current(manifest, file), manifest.source()))
        .orElse(manifest);
  }

  /** What was not fixed, a line each. */
  Set<String> left() {
    return left;
  }

  List<Changed> changed() {
    List<Changed> changed = new ArrayList<>();
    files.forEach((name, file) ->
        file.filter(EditableFile::isChanged)
            .ifPresent(text ->
                changed.add(new Changed(name, text, fixedIn.getOrDefault(name, Set.of())))));
    return changed;
  }

  String summary(boolean dryRun) {
    return (dryRun ? "would fix " : "fixed ")
        + fixed
        + " findings in "
        + changed().size()
        + " files, "
        + failed
        + " left; score "
        + before
        + " -> "
        + after;
  }
}
