package dev.securescore.output;

import dev.securescore.api.Severity;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Judgement.Evidence;
import dev.securescore.exemption.Exemption;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something to fix, or something that could not be judged, with its place.
 *
 * @param recommendation what it violates
 * @param evidence verdict, message and container
 * @param resource what it is about
 * @param exemption that covers it; null where it is open
 * @param line of the container it is about, else of the resource; counted from 1
 */
public record Finding(
    Recommendation recommendation,
    Evidence evidence,
    ScannedResource resource,
    int line,
    @Nullable Exemption exemption) {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.<Finding, String>comparing(finding -> finding.resource().source().file())
          .thenComparingInt(Finding::line)
          .thenComparing(finding -> finding.recommendation().name());

  /** Open ones before exempt ones, worst first, then by place. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparingInt(Finding::rank).thenComparing(BY_PLACE);

  /** Many findings in the order of {@link #WORST_FIRST}; those of a rank are nearly sorted. */
  static List<Finding> worstFirst(List<Finding> findings) {
    return findings.stream()
        .collect(Collectors.groupingBy(Finding::rank, TreeMap::new, Collectors.toList()))
        .values()
        .parallelStream()
        .flatMap(alike -> alike.stream().sorted(BY_PLACE))
        .toList();
  }

  private int rank() {
    return (isExempt() ? Severity.values().length : 0) - severity().ordinal();
  }

  /** The finding as an exemption covers it. */
  public Finding exemptBy(Exemption covering) {
    return new Finding(recommendation, evidence, resource, line, covering);
  }

  /** Whether an exemption covers it. */
  public boolean isExempt() {
    return exemption != null;
  }

  /** Whose decision it is, in brackets: {@code (waived by legacy-api)}; empty for an open one. */
  public String exemptSentence() {
    return exemption == null ? "" : " (" + Exempt.of(exemption).sentence() + ")";
  }

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
