package dev.securescore.api;

import java.util.Map;

/**
 * A recommendation that stands in a file.
 *
 * <p>It is no resource of the client: to make one of these costs a start as much as many files do.
 *
 * @param name its name
 * @param labels its labels
 * @param spec what it asks for
 */
public record WrittenRecommendation(
    String name, Map<String, String> labels, SecurityRecommendationSpec spec)
    implements DeclaredRecommendation {

  /** Copies the labels. */
  public WrittenRecommendation {
    labels = Map.copyOf(labels);
  }
}
