package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Which namespaces, resources and recommendations a report is about. */
@ApiRecord
@JsonClassDescription(
    "Which namespaces, resources and recommendations the report is about; everything, "
        + "when left out.")
public record ClusterScoreReportSpec(
    @JsonPropertyDescription(
            "Labels of the namespaces in the report; all but the platform's, when left out.")
        @Nullable LabelSelector namespaceSelector,
    @JsonPropertyDescription("Labels of the resources in the report; all, when left out.")
        @Nullable LabelSelector resourceSelector,
    @JsonPropertyDescription("Labels of the recommendations in the report; all, when left out.")
        @Nullable LabelSelector recommendationSelector,
    @JsonPropertyDescription("The score that is wanted.") @Nullable ScoreTarget target) {

  /** The whole cluster, judged by everything, without a target. */
  public static final ClusterScoreReportSpec EVERYTHING =
      new ClusterScoreReportSpec(null, null, null, null);
}
