package dev.securescore.bench;

import java.util.List;

/**
 * How a start went.
 *
 * @param complete seconds from the start of the JVM to the first complete score
 * @param listing seconds that merely listing and decoding takes, from the start of its JVM
 * @param ratio of the two, pair by pair
 * @param written seconds until every report was written
 * @param peak MiB of memory at most
 * @param live MiB of heap in use after a collection
 * @param stored bytes of all our resources in etcd for each workload
 */
record ClusterFigures(
    int workloads,
    Samples complete,
    Samples listing,
    Samples ratio,
    double written,
    double peak,
    double live,
    double stored) {

  static List<String> header() {
    return List.of(
        "workloads",
        "complete s",
        "list and decode s",
        "ratio",
        "all written s",
        "peak RSS MiB",
        "live heap MiB",
        "etcd B a workload");
  }

  List<String> row() {
    return List.of(
        Integer.toString(workloads),
        complete.spread("%.1f"),
        listing.spread("%.1f"),
        ratio.spread("%.2f"),
        "%.0f".formatted(written),
        "%.0f".formatted(peak),
        "%.1f".formatted(live),
        "%.0f".formatted(stored));
  }
}
