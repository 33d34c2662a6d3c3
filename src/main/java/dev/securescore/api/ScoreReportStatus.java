package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with what explains it, of a namespace, a group of namespaces or the cluster.
 *
 * <p>Its size is bounded whatever it is about; {@code truncated} says what did not fit.
 */
@ApiRecord
@JsonClassDescription("The score and what explains it, written by the operator.")
public record ScoreReportStatus(
    @Min(0)
        @Max(Bounds.INTEGER)
        @JsonPropertyDescription("Generation of the resource that this status is about.")
        @Nullable Long observedGeneration,
    @Size(min = 20, max = 35)
        @JsonPropertyDescription(
            "Heartbeat: when the operator last confirmed this report; every 15 minutes, that of a namespace"
                + " more rarely where there are hundreds, and after what changed.")
        @Nullable String lastConfirmedTime,
    @Size(max = 8)
        @JsonPropertyDescription(
            "'Ready': the report is current. 'Complete': coverage is 100. 'TargetMet': "
                + "the wanted score is reached.")
        List<Condition> conditions,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "The score in percent, rounded down. 100 only when nothing is unhealthy; "
                + "left out when nothing applies.")
        @Nullable Integer score,
    @JsonPropertyDescription("The sums behind the score, in thousandths of a point.")
        @Nullable MilliPoints milliPoints,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "Share of verdicts that could be reached, in percent, rounded down; 100 when there was "
                + "nothing to judge.")
        @Nullable Integer coverage,
    @JsonPropertyDescription("Unhealthy verdicts by severity.") @Nullable OpenFindings open,
    @JsonPropertyDescription("Resources in the report.") @Nullable ResourceCounts resources,
    @JsonPropertyDescription("The numbers as people read them.") @Nullable Display display,
    @JsonPropertyDescription("What was judged by.") @Nullable CatalogState catalog,
    @JsonPropertyDescription("The latest change of the score, and why.")
        @Nullable ScoreChange lastChange,
    @Size(max = 256)
        @JsonPropertyDescription(
            "A line for each recommendation that applies, best next fix first; the gains "
                + "add up to 100 minus the score. Left out are those that are worth no points "
                + "and of which nothing is open, exempt or missing.")
        List<RecommendationScore> recommendations,
    @Size(max = 10) @JsonPropertyDescription("The resources that lose most points, at most 10.")
        List<WorstResource> worst,
    @JsonPropertyDescription("How many entries did not fit.") @Nullable Truncated truncated,
    @Size(max = 90)
        @JsonPropertyDescription(
            "The score at the end of each of the last 90 days on which it changed, oldest first; "
                + "between two entries it was as in the first.")
        List<HistoryEntry> history,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Namespaces in the report.")
        @Nullable Integer namespaces,
    @Size(max = 100)
        @JsonPropertyDescription("Namespaces that the policy excludes from every score.")
        List<@Size(min = 1, max = 63) String> excludedNamespaces) {

  public ScoreReportStatus {
    conditions = Lists.orEmpty(conditions);
    recommendations = Lists.orEmpty(recommendations);
    worst = Lists.orEmpty(worst);
    history = Lists.orEmpty(history);
    excludedNamespaces = Lists.orEmpty(excludedNamespaces);
  }
}
