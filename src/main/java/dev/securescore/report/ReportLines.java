package dev.securescore.report;

import dev.securescore.api.CatalogState;
import dev.securescore.api.InactiveRecommendation;
import dev.securescore.api.RecommendationScore;
import dev.securescore.api.Severity;
import dev.securescore.api.WorstResource;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Snapshot;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Tally;
import org.jspecify.annotations.Nullable;

/** The single entries of a report's lists. */
final class ReportLines {

  private static final int MOST_FAILING = 16;
  private static final int MOST_INACTIVE = 64;

  private ReportLines() {}

  static RecommendationScore recommendation(Contribution contribution, Catalog catalog) {
    Tally tally = contribution.tally();
    return new RecommendationScore(
        tally.recommendation(),
        severity(tally),
        tally.healthy(),
        tally.unhealthy(),
        tally.exempt(),
        tally.notEvaluated(),
        contribution.milliPoints(),
        contribution.maximumMilliPoints(),
        Display.signedGain(contribution.gain()),
        tally.unhealthy() == 0 ? null : fix(tally.recommendation(), catalog));
  }

  /** One of which every finding is waived, so that it gives no points and takes none. */
  static RecommendationScore waived(Tally tally) {
    return new RecommendationScore(
        tally.recommendation(),
        severity(tally),
        0,
        0,
        tally.exempt(),
        tally.notEvaluated(),
        0,
        0,
        Display.signedGain(Fraction.of(0, 1)),
        null);
  }

  private static @Nullable String fix(String recommendation, Catalog catalog) {
    return catalog
        .find(recommendation)
        .map(Recommendation::spec)
        .map(spec -> spec.remediation().summary())
        .orElse(null);
  }

  private static Severity severity(Tally tally) {
    return switch (tally.severity()) {
      case LOW -> Severity.LOW;
      case MEDIUM -> Severity.MEDIUM;
      case HIGH -> Severity.HIGH;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  /** One of the worst resources; its namespace is named where the report is about several. */
  static WorstResource resource(Snapshot.Standing standing, boolean namespaced) {
    ResourceId id = standing.id();
    return new WorstResource(
        id.kind().group(),
        id.kind().kind(),
        namespaced && !id.namespace().isEmpty() ? id.namespace() : null,
        id.name(),
        standing.percent().map(Fraction::floor).orElse(null),
        Display.signedGain(standing.gain()),
        standing.failing().stream().limit(MOST_FAILING).toList(),
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
