package dev.securescore.output;

import dev.securescore.inventory.KindName;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings of an earlier scan, which a later one need not show again.
 *
 * <p>A finding is known when the earlier scan had it in the same file, on whatever line; or in a
 * file that has this resource no longer, as after a move. Each known one covers one finding only.
 *
 * @param known the findings of the earlier scan
 */
public record Baseline(List<Known> known) {

  /** A finding of the earlier scan and the file it was in. */
  public record Known(FindingIdentity identity, String file) {

    private Place place() {
      return new Place(identity.kind(), identity.namespace(), identity.name(), file);
    }
  }

  private record Place(KindName kind, String namespace, String name, String file) {}

  /**
   * How a scan compares to its baseline.
   *
   * @param known findings that were there before
   * @param added findings that are new
   * @param fixed findings that are gone
   */
  public record Comparison(int known, int added, int fixed) {

    /** The numbers as people read them. */
    public String sentence() {
      return "against the baseline: "
          + added
          + " new, "
          + known
          + " known and not shown, "
          + fixed
          + " fixed";
    }
  }

  /** What of the findings is new, and the numbers. */
  record Outcome(List<Finding> added, Comparison comparison) {}

  /** The findings in what {@code scan -o json} printed. */
  public static Baseline of(JsonMap document) {
    return new Baseline(
        document
            .list("findings")
            .objects()
            .map(finding -> {
              JsonMap resource = finding.object("resource");
              return new Known(
                  new FindingIdentity(
                      finding.string("recommendation"),
                      finding.string("verdict"),
                      KindName.of(resource.string("apiVersion"), resource.string("kind")),
                      resource.string("namespace"),
                      resource.string("name"),
                      finding.string("container")),
                  finding.string("file"));
            })
            .toList());
  }

  /** The part that is about some recommendations; what is not judged now is not fixed either. */
  Baseline of(Set<String> recommendations) {
    return new Baseline(
        known.stream()
            .filter(each -> recommendations.contains(each.identity().recommendation()))
            .toList());
  }

  /** Compares the findings of a scan of these resources. */
  Outcome compare(List<Finding> findings, List<ScannedResource> resources) {
    List<Finding> elsewhere = new ArrayList<>();
    Map<Known, Integer> left = new HashMap<>();
    known.forEach(each -> left.merge(each, 1, Integer::sum));
    for (Finding finding : findings) {
      Known here = new Known(FindingIdentity.of(finding), finding.resource().source().file());
      if (!take(left, here)) {
        elsewhere.add(finding);
      }
    }
    Map<FindingIdentity, Integer> moved = moved(left, resources);
    List<Finding> added =
        elsewhere.stream().filter(finding -> !take(moved, FindingIdentity.of(finding))).toList();
    int matched = findings.size() - added.size();
    return new Outcome(added, new Comparison(matched, added.size(), known.size() - matched));
  }

  private static Map<FindingIdentity, Integer> moved(
      Map<Known, Integer> left, List<ScannedResource> resources) {
    Set<Place> present = new HashSet<>();
    resources.forEach(each ->
        present.add(
            new Place(
                each.id().kind(), each.id().namespace(), each.id().name(), each.source().file())));
    Map<FindingIdentity, Integer> moved = new HashMap<>();
    left.forEach((each, count) -> {
      if (!present.contains(each.place())) {
        moved.merge(each.identity(), count, Integer::sum);
      }
    });
    return moved;
  }

  private static <T> boolean take(Map<T, Integer> counts, T one) {
    boolean there = counts.getOrDefault(one, 0) > 0;
    if (there) {
      counts.merge(one, -1, Integer::sum);
    }
    return there;
  }
}
