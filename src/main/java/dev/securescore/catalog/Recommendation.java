package dev.securescore.catalog;

import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Stage;
import dev.securescore.scoring.Severity;
import java.util.Map;

/**
 * A recommendation in force.
 *
 * @param name its name in the cluster and in every output
 * @param labels what reports select it by
 * @param written what its author wrote
 * @param spec the same with the severity and control that hold here
 * @param severity how bad its finding is
 * @param points what it is worth here, 0 to 50
 * @param stage where it stands here and now: also Preview until its date or its release
 * @param rule what it asks of an object
 */
public record Recommendation(
    String name,
    Map<String, String> labels,
    SecurityRecommendationSpec written,
    SecurityRecommendationSpec spec,
    Severity severity,
    int points,
    Stage stage,
    Rule rule) {

  /** Whether it counts; one in preview is judged but does not. */
  public boolean scored() {
    return stage != Stage.PREVIEW;
  }
}
