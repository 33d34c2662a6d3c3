package dev.securescore.output.exchange;

import dev.securescore.api.Reference;
import dev.securescore.api.Remediation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Severity;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Verdict;
import dev.securescore.output.Finding;
import dev.securescore.output.FindingIdentity;
import dev.securescore.output.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes remarks of what a scan found; its rules are the recommendations that count. */
public final class ScanRemarks {

  private ScanRemarks() {}

  /** The findings, and what could not be judged, in the order of reading. */
  public static Remarks of(ScanResult result) {
    return new Remarks(
        result.snapshot().catalog().judged().stream()
            .filter(Recommendation::scored)
            .map(ScanRemarks::rule)
            .toList(),
        result.findings().stream().map(ScanRemarks::remark).toList());
  }

  private static Remark remark(Finding finding) {
    return new Remark(
        finding.recommendation().name(),
        finding.evidence().verdict() == Verdict.UNHEALTHY
            ? Level.of(finding.severity())
            : Level.OPEN,
        finding.sentence(),
        finding.resource().id().toString(),
        finding.resource().source().file(),
        finding.line(),
        FindingIdentity.of(finding).fingerprint());
  }

  private static RemarkRule rule(Recommendation recommendation) {
    SecurityRecommendationSpec spec = recommendation.spec();
    Remediation remediation = spec.remediation();
    Stream<String> references =
        spec.references().stream().map(each -> each.standard() + "/" + each.id());
    Stream<String> control = Stream.ofNullable(spec.control());
    return new RemarkRule(
        recommendation.name(),
        spec.title(),
        spec.threat() == null ? "" : spec.threat(),
        help(spec),
        remediation.links().isEmpty() ? "" : remediation.links().getFirst(),
        Level.of(spec.severity()),
        securitySeverity(spec.severity()),
        Stream.of(Stream.of("security", "kubernetes"), control, references)
            .flatMap(each -> each)
            .toList());
  }

  private static List<String> help(SecurityRecommendationSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add("**" + MarkdownText.words(spec.remediation().summary()) + "**");
    lines.add("");
    if (spec.threat() != null) {
      lines.add(MarkdownText.words(spec.threat()));
      lines.add("");
    }
    for (int index = 0; index < spec.remediation().steps().size(); index++) {
      lines.add((index + 1) + ". " + MarkdownText.words(spec.remediation().steps().get(index)));
    }
    spec.remediation()
        .links()
        .forEach(link -> lines.add("- <" + link.replaceAll("[<>\\s]", "") + ">"));
    List<Reference> references = spec.references();
    if (!references.isEmpty()) {
      lines.add("");
      lines.add(
          "Asked for by "
              + String.join(
                  ", ",
                  references.stream()
                      .map(each -> MarkdownText.words(each.standard() + " " + each.id()))
                      .toList())
              + ".");
    }
    return lines;
  }

  /** In the middle of the bands that GitHub makes of numbers: over 9 is critical, from 7 high. */
  private static String securitySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
    };
  }
}
