package dev.securescore.bench;

import dev.securescore.bench.Changes.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How long after changes their count was seen.
 *
 * @param seconds for each change that was seen
 * @param missing changes that nobody saw
 */
record Delays(Samples seconds, int missing) {

  /** A change may be seen a little before we have the API's answer. */
  private static final long ANSWER_NANOS = 500_000_000;

  /**
   * A count that was seen.
   *
   * @param time when, as {@link System#nanoTime}
   */
  record Seen(long time, long count) {}

  /** What metrics or reports said, in the order of time, against what they had to say. */
  static Delays of(List<Change> changes, List<Seen> seen, ToLongFunction<Change> count) {
    List<Double> delays = new ArrayList<>();
    int next = 0;
    for (Seen each : seen) {
      int reached = reached(changes, next, each, count);
      while (next < reached) {
        delays.add(Math.max(0, (each.time() - changes.get(next).time()) / 1e9));
        next++;
      }
    }
    return new Delays(Samples.of(delays), changes.size() - next);
  }

  /**
   * Just behind the last change that may be the one after which the count was this one.
   *
   * <p>Counts come again where there are more changes than workloads; the latest is meant, as long
   * as a round over all workloads takes longer than any delay.
   */
  private static int reached(
      List<Change> changes, int next, Seen seen, ToLongFunction<Change> count) {
    int reached = next;
    for (int place = next;
        place < changes.size() && changes.get(place).time() <= seen.time() + ANSWER_NANOS;
        place++) {
      if (count.applyAsLong(changes.get(place)) == seen.count()) {
        reached = place + 1;
      }
    }
    return reached;
  }

  /** The delays of the reports of all namespaces together. */
  static Delays ofReports(List<Change> changes, List<Etcd.Write> writes) {
    Map<String, List<Change>> changesOf = new HashMap<>();
    changes.forEach(change ->
        changesOf.computeIfAbsent(change.namespace(), name -> new ArrayList<>()).add(change));
    Map<String, List<Seen>> seenOf = new HashMap<>();
    for (Etcd.Write write : writes) {
      String[] key = write.key().split("/", -1);
      if (key[0].equals("scorereports") && key[2].equals("namespace")) {
        seenOf
            .computeIfAbsent(key[1], name -> new ArrayList<>())
            .add(new Seen(write.time(), write.marked()));
      }
    }
    List<Double> all = new ArrayList<>();
    int missing = 0;
    for (Map.Entry<String, List<Change>> each : changesOf.entrySet()) {
      Delays own =
          of(each.getValue(), seenOf.getOrDefault(each.getKey(), List.of()), Change::ofNamespace);
      own.seconds().forEach(all::add);
      missing += own.missing();
    }
    return new Delays(Samples.of(all), missing);
  }

  /** Half, nearly all, and the worst; and how many were never seen. */
  String text() {
    String text =
        seconds.isEmpty()
            ? "-"
            : String.format(
                Locale.ROOT,
                "%.2f / %.2f / %.2f",
                seconds.median(),
                seconds.percentile(0.99),
                seconds.max());
    return missing == 0 ? text : text + ", " + missing + " never";
  }

  boolean within(double most) {
    return missing == 0 && seconds.percentile(0.99) < most;
  }
}
