package dev.securescore.cli;

import dev.securescore.catalog.Policy;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionDocuments;
import dev.securescore.exemption.Exemptions;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which exemptions an exported policy spares. */
final class ExemptionsToExport {

  @Option(
      names = "--exemptions",
      paramLabel = "PATH",
      description = "Exemptions, files or folders, that the policies spare.")
  private List<String> paths = List.of();

  @Option(
      names = "--with-expiring-exemptions",
      description =
          "Also those that end, although a policy in Git will not: the date is told, and stands in "
              + "an annotation.")
  private boolean withExpiring;

  /**
   * What was chosen.
   *
   * @param holding those to spare
   * @param incomplete whether one could not be read; people were told which
   */
  record Chosen(List<Exemption> holding, boolean incomplete) {

    List<Exemption> about(String recommendation) {
      return holding.stream().filter(each -> each.isAbout(recommendation)).toList();
    }

    /** When the first of some ends. */
    static Optional<Instant> firstEnd(List<Exemption> exemptions) {
      return exemptions.stream()
          .flatMap(each -> each.expires().stream())
          .min(Comparator.naturalOrder());
    }
  }

  /** Reads them; tells people which are left out. */
  Chosen read(Policy policy, Console console) {
    ExemptionDocuments documents =
        paths.isEmpty()
            ? ExemptionDocuments.empty()
            : ExemptionDocuments.of(
                new ManifestReader(ReaderLimits.defaults(), console.in()).read(paths));
    boolean incomplete = console.sayAll(documents.problems());
    Exemptions declared =
        Exemptions.of(documents.declarations(), policy.exemptions(), console.clock().instant());
    declared.all().stream()
        .filter(each -> !each.holds())
        .forEach(each -> leaveOut(each, each.message(), console));
    return new Chosen(
        declared.holding().stream().filter(each -> isExported(each, console)).toList(), incomplete);
  }

  private boolean isExported(Exemption exemption, Console console) {
    Optional<Instant> end = exemption.expires();
    if (!exemption.name().cluster() && exemption.name().namespace().isEmpty()) {
      leaveOut(exemption, "names no namespace", console);
      return false;
    }
    if (end.isPresent() && !withExpiring) {
      leaveOut(
          exemption,
          "ends at " + end.get() + ", a policy in Git would not; --with-expiring-exemptions",
          console);
      return false;
    }
    end.ifPresent(time ->
        console.say(
            exemption.name() + ": ends at " + time + ": export again then, the policy does not"));
    return true;
  }

  private static void leaveOut(Exemption exemption, String reason, Console console) {
    console.say(exemption.name() + ": left out: " + reason);
  }
}
