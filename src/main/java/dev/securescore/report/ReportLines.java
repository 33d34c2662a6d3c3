package dev.securescore.report;

import dev.securescore.api.CatalogState;
import dev.securescore.api.InactiveRecommendation;
import dev.securescore.api.RecommendationScore;
import dev.securescore.api.WorstResource;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Snapshot;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The single entries of a report's lists. */
final class ReportLines {

  private static final int MOST_FAILING = 3;
  private static final int MOST_FAILING_OF_CLUSTER = 5;
  private static final int MOST_FIXES = 5;
  private static final int MOST_INACTIVE = 64;

  private ReportLines() {}

  /** A line for each recommendation that has something to say, best next fix first. */
  static List<RecommendationScore> recommendations(Score score, Catalog catalog) {
    List<RecommendationScore> lines = new ArrayList<>();
    for (Contribution contribution : score.contributions()) {
      Tally tally = contribution.tally();
      if (tally.points() > 0 || tally.unhealthy() + tally.exempt() + tally.notEvaluated() > 0) {
        boolean explained = lines.size() < MOST_FIXES || tally.severity() == Severity.CRITICAL;
        lines.add(line(contribution, explained ? fix(contribution, catalog) : null));
      }
    }
    score.allWaived().stream().map(ReportLines::waived).forEach(lines::add);
    return lines;
  }

  private static RecommendationScore line(Contribution contribution, @Nullable String fix) {
    Tally tally = contribution.tally();
    return new RecommendationScore(
        tally.recommendation(),
        tally.unhealthy() == 0 ? null : severity(tally),
        tally.healthy(),
        tally.unhealthy(),
        tally.exempt(),
        tally.notEvaluated(),
        contribution.maximumMilliPoints(),
        contribution.gain().isZero() ? null : Display.signedGain(contribution.gain()),
        fix);
  }

  /** One of which every finding is waived, so that it gives no points and takes none. */
  private static RecommendationScore waived(Tally tally) {
    return new RecommendationScore(
        tally.recommendation(), null, 0, 0, tally.exempt(), tally.notEvaluated(), 0, null, null);
  }

  private static @Nullable String fix(Contribution contribution, Catalog catalog) {
    return Optional.of(contribution)
        .filter(each -> !each.gain().isZero())
        .flatMap(each -> catalog.find(each.tally().recommendation()))
        .map(Recommendation::spec)
        .map(spec -> spec.remediation().summary())
        .orElse(null);
  }

  private static dev.securescore.api.Severity severity(Tally tally) {
    return switch (tally.severity()) {
      case LOW -> dev.securescore.api.Severity.LOW;
      case MEDIUM -> dev.securescore.api.Severity.MEDIUM;
      case HIGH -> dev.securescore.api.Severity.HIGH;
      case CRITICAL -> dev.securescore.api.Severity.CRITICAL;
    };
  }

  /** One of the worst resources; its namespace is named where the report is about several. */
  static WorstResource resource(Snapshot.Standing standing, boolean namespaced) {
    ResourceId id = standing.id();
    int named = namespaced ? MOST_FAILING_OF_CLUSTER : MOST_FAILING;
    return new WorstResource(
        id.kind().group(),
        id.kind().kind(),
        namespaced && !id.namespace().isEmpty() ? id.namespace() : null,
        id.name(),
        standing.percent().map(Fraction::floor).orElse(null),
        standing.gain().isZero() ? null : Display.signedGain(standing.gain()),
        standing.failing().stream().limit(named).toList(),
        Math.max(0, standing.failing().size() - named),
        standing.managedBy().isEmpty() ? null : standing.managedBy());
  }

  static CatalogState catalog(Catalog catalog, int recommendations) {
    String revision = catalog.revision().toString();
    return new CatalogState(
        revision.isEmpty() ? null : revision,
        recommendations,
        catalog.inactive().stream()
            .limit(MOST_INACTIVE)
            .map(inactive -> new InactiveRecommendation(inactive.name(), inactive.reason()))
            .toList(),
        catalog.policy().activeUpTo());
  }

  static int truncatedInactive(Catalog catalog) {
    return Math.max(0, catalog.inactive().size() - MOST_INACTIVE);
  }
}
