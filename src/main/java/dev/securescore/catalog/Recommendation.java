package dev.securescore.catalog;

import dev.securescore.api.SecurityRecommendationSpec;
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
 * @param scored whether it counts; one in Preview is judged but does not
 * @param rule what it asks of an object
 */
public record Recommendation(
    String name,
    Map<String, String> labels,
    SecurityRecommendationSpec written,
    SecurityRecommendationSpec spec,
    Severity severity,
    int points,
    boolean scored,
    Rule rule) {}
