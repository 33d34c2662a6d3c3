package dev.securescore.cli;

import dev.securescore.engine.ExemptionFacts;
import dev.securescore.exemption.ExemptionDocuments;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.Source;
import dev.securescore.output.ScanResult;
import dev.securescore.report.ExemptionStatuses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells beside the result which exemptions do nothing, and why. */
final class ExemptionNotices {

  private ExemptionNotices() {}

  /** One for each exemption that was given and has no effect. */
  static List<String> of(ScanResult result, ExemptionDocuments given) {
    return result.exemptions().stream().flatMap(facts -> notice(facts, given).stream()).toList();
  }

  private static Optional<String> notice(ExemptionFacts facts, ExemptionDocuments given) {
    ExemptionStatuses.Effect effect = ExemptionStatuses.effect(facts);
    ExemptionName name = facts.exemption().name();
    @Nullable Source source = given.sources().get(name);
    return effect.effective()
        ? Optional.empty()
        : Optional.of(
            (source == null ? "" : source + ": ")
                + name
                + " has no effect ("
                + effect.reason()
                + "): "
                + effect.message());
  }

  /** Tells of exemptions among the scanned files that nobody gave as such. */
  static Optional<String> ofIgnored(Manifests scanned, ExemptionDocuments given) {
    Set<String> known =
        given.sources().values().stream().map(Source::origin).collect(Collectors.toSet());
    List<Source> ignored =
        scanned.manifests().stream()
            .filter(ExemptionDocuments::isMeant)
            .map(Manifest::source)
            .filter(source -> !known.contains(source.origin()))
            .toList();
    return ignored.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ignored.getFirst()
                + (ignored.size() == 1 ? "" : " and " + (ignored.size() - 1) + " more")
                + ": exemptions among the scanned files are not applied; give them with --exemptions");
  }
}
