package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Which part of a namespace, and of the catalogue, a report is about. */
@ApiRecord
@JsonClassDescription(
    "Which resources and recommendations the report is about; everything, when left out.")
public record ScoreReportSpec(
    @JsonPropertyDescription("Labels of the resources in the report; all, when left out.")
        @Nullable LabelSelector resourceSelector,
    @JsonPropertyDescription("Labels of the recommendations in the report; all, when left out.")
        @Nullable LabelSelector recommendationSelector,
    @JsonPropertyDescription("The score that is wanted.") @Nullable ScoreTarget target) {

  /** The whole namespace, judged by everything, without a target. */
  public static final ScoreReportSpec EVERYTHING = new ScoreReportSpec(null, null, null);
}
