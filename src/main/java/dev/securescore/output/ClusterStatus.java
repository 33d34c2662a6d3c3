package dev.securescore.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.api.CatalogState;
import dev.securescore.api.Display;
import dev.securescore.api.InactiveRecommendation;
import dev.securescore.api.OpenFindings;
import dev.securescore.api.RecommendationScore;
import dev.securescore.api.ResourceCounts;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.api.Severity;
import dev.securescore.api.WorstResource;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade.Letter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "how are we doing, and what next".
 *
 * @param cluster its name in the kubeconfig
 * @param score in percent, rounded down; left out where nothing applies
 * @param display the same for people
 * @param coverage in percent
 * @param resources how many there are
 * @param namespaces with a resource that counts
 * @param lastConfirmedTime when the operator last confirmed its report
 * @param inactive recommendations that do not count
 * @param unconfigured workloads of kinds that the policy does not name, and without live children
 * @param excludedNamespaces that the policy leaves out
 * @param nextFixes the three best, those that cap the grade first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterStatus(
    String cluster,
    @Nullable Integer score,
    @Nullable Display display,
    @Nullable Integer coverage,
    @Nullable ResourceCounts resources,
    @Nullable Integer namespaces,
    @Nullable String lastConfirmedTime,
    List<InactiveRecommendation> inactive,
    List<Unconfigured> unconfigured,
    List<String> excludedNamespaces,
    List<Fix> nextFixes) {

  private static final int FIXES = 3;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  /** What is known of a recommendation beside its line in the report. */
  public record Known(SecurityRecommendationSpec spec, SecurityRecommendationStatus status) {}

  /**
   * Workloads that are not judged: the policy does not name their kind, and they are at zero
   * replicas.
   *
   * @param group the API group of the kind
   * @param resources how many there are
   */
  public record Unconfigured(String group, String kind, int resources) {}

  /**
   * Something to do.
   *
   * @param gain what it adds to the score, in percentage points
   * @param where the resources concerned, for people
   * @param capsGrade whether its findings keep the grade below what the score would give
   * @param gradeAfter the grade once they are fixed; left out where other findings still cap it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fix(
      String recommendation,
      @Nullable Severity severity,
      @Nullable String gain,
      @Nullable String effort,
      String where,
      boolean capsGrade,
      @Nullable String gradeAfter,
      @Nullable String fix) {}

  /** The status of a cluster from its report and its recommendations by name. */
  public static ClusterStatus of(
      String cluster, ScoreReportStatus report, Map<String, Known> known) {
    @Nullable CatalogState catalog = report.catalog();
    return new ClusterStatus(
        cluster,
        report.score(),
        report.display(),
        report.coverage(),
        report.resources(),
        report.namespaces(),
        report.lastConfirmedTime(),
        catalog == null ? List.of() : catalog.inactive(),
        List.of(),
        report.excludedNamespaces(),
        report.recommendations().stream()
            .filter(each -> each.unhealthy() > 0)
            .map(each -> fix(each, report, known.get(each.name())))
            .sorted(Comparator.comparing(Fix::capsGrade).reversed())
            .limit(FIXES)
            .toList());
  }

  /** The same with workloads that are not judged, as their kind is not configured. */
  public ClusterStatus with(List<Unconfigured> workloads) {
    return new ClusterStatus(
        cluster,
        score,
        display,
        coverage,
        resources,
        namespaces,
        lastConfirmedTime,
        inactive,
        workloads,
        excludedNamespaces,
        nextFixes);
  }

  private static Fix fix(
      RecommendationScore line, ScoreReportStatus report, @Nullable Known known) {
    boolean caps = capsGrade(line, report);
    return new Fix(
        line.name(),
        line.severity(),
        line.gain() == null ? "0" : line.gain(),
        known == null ? null : known.spec().effort().toString(),
        where(line, report, known),
        caps,
        caps ? gradeAfter(line, report) : null,
        line.fix() == null && known != null ? known.spec().remediation().summary() : line.fix());
  }

  private static boolean capsGrade(RecommendationScore line, ScoreReportStatus report) {
    @Nullable Display display = report.display();
    return line.severity() == Severity.CRITICAL
        && display != null
        && display.gradeCappedBy().stream().anyMatch(reason -> reason.contains("Critical"));
  }

  private static @Nullable String gradeAfter(RecommendationScore line, ScoreReportStatus report) {
    @Nullable OpenFindings open = report.open();
    @Nullable Display display = report.display();
    if (open == null || open.critical() != line.unhealthy() || display == null) {
      return null;
    }
    BigDecimal after = number(display.score()).add(number(line.gain()));
    Letter letter = Letter.of(Fraction.of(after.movePointRight(1).longValue(), 10));
    boolean covered = display.gradeCappedBy().stream().noneMatch(each -> each.contains("coverage"));
    return (covered || letter.compareTo(Letter.B) < 0 ? letter : Letter.B).toString();
  }

  /** The number in a text for people, such as {@code 80.4?}, {@code +1.5} or {@code <0.1}. */
  private static BigDecimal number(@Nullable String text) {
    Matcher found = NUMBER.matcher(text == null ? "" : text);
    return found.find() ? new BigDecimal(found.group()) : BigDecimal.ZERO;
  }

  private static String where(
      RecommendationScore line, ScoreReportStatus report, @Nullable Known known) {
    List<WorstResource> named =
        report.worst().stream().filter(each -> each.failing().contains(line.name())).toList();
    String count = ScoreLines.plural(line.unhealthy(), "resource");
    if (named.size() == line.unhealthy() && named.size() == 1) {
      WorstResource only = named.getFirst();
      String namespace = only.namespace() == null ? "" : only.namespace() + "/";
      return namespace + only.name() + " (" + count + ")";
    }
    return known == null || known.status().enforceable() == null
        ? count
        : count
            + " in "
            + ScoreLines.plural(known.status().enforceable().namespacesUnhealthy(), "namespace");
  }
}
