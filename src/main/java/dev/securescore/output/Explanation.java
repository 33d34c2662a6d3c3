package dev.securescore.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Snapshot;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every verdict on one resource.
 *
 * @param score its own, in percent, rounded down; left out where nothing that has points applies
 * @param displayScore the same with one decimal, {@code -} without a score
 * @param scoreOfNamespace of the namespace that the gains are about; left out outside of namespaces
 * @param managedBy the tool that brings it into the cluster; empty for none
 * @param verdicts what to do first, then what could not be judged, then the rest
 * @param inactive recommendations that do not judge or count here
 * @param patch what would make it healthy; left out where no patch would
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    @Nullable Integer score,
    String displayScore,
    @Nullable String scoreOfNamespace,
    String managedBy,
    List<Line> verdicts,
    List<ScanDocument.Inactive> inactive,
    @Nullable Patch patch) {

  private static final List<Verdict> ORDER =
      List.of(Verdict.UNHEALTHY, Verdict.NOT_EVALUATED, Verdict.HEALTHY, Verdict.NOT_APPLICABLE);
  private static final Comparator<Line> WHAT_TO_DO_FIRST =
      Comparator.comparing(Line::isExempt)
          .thenComparingInt(line -> ORDER.indexOf(line.verdict()))
          .thenComparing(Line::points, Comparator.reverseOrder())
          .thenComparing(Line::recommendation);

  /**
   * A change that was tried on a copy of the resource and makes it healthy.
   *
   * @param recommendations those that it follows then
   * @param difference between the resource and what it would be, as {@code diff -u} shows it
   * @param operations the same as JSON Patch, RFC 6902
   */
  public record Patch(
      List<String> recommendations, String difference, List<Map<String, Object>> operations) {}

  /** What a recommendation said of an object that is, or belongs to, the resource. */
  public record Judged(ResourceId object, Recommendation recommendation, Judgement judgement) {}

  /**
   * A verdict.
   *
   * @param gain what fixing it here adds to the score of the namespace, in percentage points
   * @param counts whether it counts for scores; one in Preview does not
   * @param reasons why, for each container where there are several; empty for a healthy one
   * @param fix in one line, where there is something to fix
   * @param exempt why the finding does not count as open; left out where it does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String recommendation,
      String title,
      String severity,
      Verdict verdict,
      int points,
      boolean counts,
      @Nullable String gain,
      List<Reason> reasons,
      @Nullable String fix,
      List<String> steps,
      List<String> links,
      @Nullable Exempt exempt) {

    /** Whether an exemption covers the finding. */
    @JsonIgnore
    public boolean isExempt() {
      return exempt != null;
    }
  }

  /** Why, and of which container; {@code object} names a child where it is about one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reason(
      String reason,
      String message,
      @Nullable String container,
      @Nullable String object,
      @Nullable Exempt exempt) {}

  /** Finds the exemption that decides about a finding, or about the finding in a container. */
  @FunctionalInterface
  public interface Exempting {

    /** The exemption; the container is empty where the whole resource is meant. */
    Optional<Exemption> of(String recommendation, String container);
  }

  /** The explanation of a resource within the score of its namespace. */
  public static Explanation of(
      String apiVersion,
      Snapshot.Standing standing,
      Score namespaceScore,
      Map<String, List<Judged>> verdicts,
      Exempting exempting,
      String managedBy,
      List<Catalog.Inactive> inactive,
      @Nullable Patch patch) {
    ResourceId id = standing.id();
    boolean inNamespace = !id.scoredIn().isEmpty();
    return new Explanation(
        apiVersion,
        id.kind().kind(),
        id.namespace(),
        id.name(),
        standing.percent().map(Fraction::floor).orElse(null),
        standing.percent().map(Display::percent).orElse("-"),
        inNamespace ? Display.score(namespaceScore) : null,
        managedBy,
        verdicts.values().stream()
            .map(each -> line(standing, each, inNamespace ? namespaceScore : null, exempting))
            .sorted(WHAT_TO_DO_FIRST)
            .toList(),
        inactive.stream()
            .map(each -> new ScanDocument.Inactive(each.name(), each.reason()))
            .toList(),
        patch);
  }

  private static Line line(
      Snapshot.Standing standing, List<Judged> all, @Nullable Score score, Exempting exempting) {
    Recommendation recommendation = all.getFirst().recommendation();
    SecurityRecommendationSpec spec = recommendation.spec();
    Verdict verdict =
        all.stream()
            .map(each -> each.judgement().verdict())
            .reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
    List<Reason> reasons =
        all.stream()
            .filter(each -> each.judgement().verdict() == verdict)
            .flatMap(each ->
                each.judgement().evidence().stream()
                    .map(evidence ->
                        reason(standing.id(), each.object(), evidence, recommendation, exempting)))
            .toList();
    @Nullable Exempt exempt =
        standing.exempt().contains(recommendation.name())
            ? reasons.stream()
                .flatMap(each -> Stream.ofNullable(each.exempt()))
                .findFirst()
                .orElse(null)
            : null;
    boolean open = verdict == Verdict.UNHEALTHY && exempt == null;
    return new Line(
        recommendation.name(),
        spec.title(),
        spec.severity().toString(),
        verdict,
        recommendation.points(),
        recommendation.scored(),
        open && recommendation.scored() && score != null
            ? Display.signedGain(score.gainOfFixing(List.of(recommendation.name())))
            : null,
        reasons,
        open ? spec.remediation().summary() : null,
        open ? spec.remediation().steps() : List.of(),
        open ? spec.remediation().links() : List.of(),
        exempt);
  }

  private static Reason reason(
      ResourceId id,
      ResourceId object,
      Judgement.Evidence evidence,
      Recommendation recommendation,
      Exempting exempting) {
    return new Reason(
        evidence.reason(),
        evidence.message(),
        evidence.container().isEmpty() ? null : evidence.container(),
        object.equals(id) ? null : object.toString(),
        exempting.of(recommendation.name(), evidence.container()).map(Exempt::of).orElse(null));
  }
}
