package dev.securescore.output;

import dev.securescore.api.Severity;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Judgement.Evidence;
import java.util.Comparator;

/**
 * Something to fix, or something that could not be judged, with its place.
 *
 * @param recommendation what it violates
 * @param evidence verdict, message and container
 * @param resource what it is about
 * @param line of the container it is about, else of the resource; counted from 1
 */
public record Finding(
    Recommendation recommendation, Evidence evidence, ScannedResource resource, int line) {

  /** Worst first, then by place. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(finding -> finding.resource().source().file())
          .thenComparing(Finding::line)
          .thenComparing(finding -> finding.recommendation().name());

  /** How bad it is. */
  public Severity severity() {
    return recommendation.spec().severity();
  }

  /** Where it is, as {@code file:line}. */
  public String place() {
    return resource.source().place(line);
  }

  /** What people read: the message, which names the container if it does not do so itself. */
  public String sentence() {
    String container = evidence.container();
    return container.isEmpty() || evidence.message().contains(container)
        ? evidence.message()
        : "container " + container + ": " + evidence.message();
  }
}
