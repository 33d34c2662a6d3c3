package dev.securescore.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.api.Reference;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Snapshot;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scan -o json} prints: a contract, to which later versions only add.
 *
 * @param score in percent, rounded down; left out where nothing applies
 * @param display the same for people
 * @param milliPoints the sums behind it, in thousandths of a point
 * @param coverage in percent, rounded down; 100 where there was nothing to judge
 * @param recommendations those that apply to something, the best gain first
 * @param inactive those that do not count, with the reason
 * @param resources what was judged, in the order of reading
 * @param findings verdicts Unhealthy, exempt ones too, and NotEvaluated, in the order of reading
 * @param passedOver how many objects no recommendation asks about
 * @param excluded how many objects are in namespaces that the policy excludes; left out for none
 * @param exemptions what came of those that were given, in order of precedence
 * @param baseline how the scan compares to an earlier one; left out where none was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanDocument(
    @Nullable Integer score,
    Texts display,
    Points milliPoints,
    int coverage,
    List<Line> recommendations,
    List<Inactive> inactive,
    List<Resource> resources,
    List<Problem> findings,
    int passedOver,
    @Nullable Integer excluded,
    List<ExemptionLine> exemptions,
    Baseline.@Nullable Comparison baseline) {

  /** The score with one decimal and its grade, {@code -} without a score. */
  public record Texts(String score, String grade, List<String> gradeCappedBy, String rawScore) {}

  /** Thousandths of a point; {@code raw} as if no exemption held. */
  public record Points(long current, long maximum, long raw) {}

  /** A recommendation that does not count. */
  public record Inactive(String name, String reason) {}

  /** Where a standard asks for the same. */
  public record Standard(String standard, String id) {}

  /** A recommendation with its counts; the gain is in percentage points. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String name,
      String title,
      String severity,
      @Nullable String control,
      List<Standard> references,
      int healthy,
      int unhealthy,
      int notApplicable,
      int notEvaluated,
      long milliPoints,
      long maxMilliPoints,
      String gain,
      int exempt) {}

  /** A resource with its own score, left out where nothing that has points applies to it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resource(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String file,
      int line,
      @Nullable Integer score) {}

  /** What names a resource. */
  public record Name(String apiVersion, String kind, String namespace, String name) {}

  /** A verdict that needs attention; the container is left out where it is about the whole. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(
      String recommendation,
      String verdict,
      String message,
      @Nullable String container,
      Name resource,
      String file,
      int line,
      String severity,
      String reason,
      @Nullable Exempt exempt) {}

  /** The document of a result. */
  public static ScanDocument of(ScanResult result) {
    Snapshot snapshot = result.snapshot();
    Score score = snapshot.score();
    Optional<Grade> grade = snapshot.grade();
    return new ScanDocument(
        score.percent().map(Fraction::floor).orElse(null),
        new Texts(
            Display.score(score),
            grade.map(each -> each.letter().toString()).orElse("-"),
            grade.map(Grade::cappedBy).orElse(List.of()),
            Display.score(score.raw())),
        new Points(score.milliPoints(), score.maximumMilliPoints(), score.raw().milliPoints()),
        score.coverage().percent().floor(),
        lines(result),
        snapshot.catalog().inactive().stream().map(ScanDocument::inactive).toList(),
        result.resources().stream().map(each -> resource(each, result)).toList(),
        result.findings().stream().map(ScanDocument::problem).toList(),
        result.passedOver(),
        result.excluded() == 0 ? null : result.excluded(),
        result.exemptions().stream().map(ExemptionLine::of).toList(),
        result.baseline().orElse(null));
  }

  private static List<Line> lines(ScanResult result) {
    Stream<Line> judged =
        result.snapshot().score().contributions().stream()
            .map(each -> line(each, result.spec(each.tally().recommendation())));
    Stream<Line> silent =
        result
            .withoutPoints()
            .map(each -> line(each, 0, 0, "0", result.spec(each.recommendation())));
    return Stream.concat(judged, silent).toList();
  }

  private static Line line(Contribution contribution, SecurityRecommendationSpec spec) {
    return line(
        contribution.tally(),
        contribution.milliPoints(),
        contribution.maximumMilliPoints(),
        Display.gain(contribution.gain()),
        spec);
  }

  private static Line line(
      Tally tally, long points, long maximum, String gain, SecurityRecommendationSpec spec) {
    return new Line(
        tally.recommendation(),
        spec.title(),
        spec.severity().toString(),
        spec.control(),
        spec.references().stream().map(ScanDocument::standard).toList(),
        tally.healthy(),
        tally.unhealthy(),
        tally.notApplicable(),
        tally.notEvaluated(),
        points,
        maximum,
        gain,
        tally.exempt());
  }

  private static Standard standard(Reference reference) {
    return new Standard(reference.standard(), reference.id());
  }

  private static Inactive inactive(Catalog.Inactive inactive) {
    return new Inactive(inactive.name(), inactive.reason());
  }

  private static Resource resource(ScannedResource resource, ScanResult result) {
    ResourceId id = resource.id();
    Snapshot.@Nullable Standing standing = result.standings().get(id);
    return new Resource(
        resource.apiVersion(),
        id.kind().kind(),
        id.namespace(),
        id.name(),
        resource.source().file(),
        resource.source().line(),
        standing == null ? null : standing.percent().map(Fraction::floor).orElse(null));
  }

  private static Problem problem(Finding finding) {
    ResourceId id = finding.resource().id();
    @Nullable Exemption exemption = finding.exemption();
    String container = finding.evidence().container();
    return new Problem(
        finding.recommendation().name(),
        finding.evidence().verdict().toString(),
        finding.evidence().message(),
        container.isEmpty() ? null : container,
        new Name(finding.resource().apiVersion(), id.kind().kind(), id.namespace(), id.name()),
        finding.resource().source().file(),
        finding.line(),
        finding.severity().toString(),
        finding.evidence().reason(),
        exemption == null ? null : Exempt.of(exemption));
  }
}
