package dev.securescore.bench;

import dev.securescore.bench.Changes.Change;
import dev.securescore.bench.Delays.Seen;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What came of a number of changes.
 *
 * @param changes how many
 * @param toMetric from a change to the metric that tells of it
 * @param toReport from a change to the written report
 * @param lastWritten seconds from the last change to the last report
 * @param writes of our resources, heartbeats left out
 * @param bytes that all our writes put into etcd
 * @param cores processors that the operator used on average, scrapes included
 */
record Phase(
    int changes,
    Delays toMetric,
    Delays toReport,
    double lastWritten,
    long writes,
    long bytes,
    double cores) {

  private static final String SERIES =
      "secure_score_resources{recommendation=\"" + BenchCluster.MARKER + "\",verdict=\"unhealthy\"";

  /** Makes changes and watches until all are written, at most a while. */
  static Phase run(
      OperatorRun operator, Etcd etcd, Changes changes, int count, double perSecond, int patience)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    double cpu = operator.cpu();
    List<Seen> seen = new CopyOnWriteArrayList<>();
    Thread poll = Thread.ofPlatform().daemon().start(() -> poll(operator, seen));
    List<Change> made;
    double cores;
    try {
      made = changes.make(count, perSecond);
      cores = (operator.cpu() - cpu) / ((System.nanoTime() - start) / 1e9);
      awaitReports(made, etcd, start, patience);
    } finally {
      poll.interrupt();
      poll.join();
    }
    List<Etcd.Write> writes = etcd.since(start);
    long last = made.stream().mapToLong(Change::time).max().orElse(start);
    Delays toReport = Delays.ofReports(made, writes);
    return new Phase(
        count,
        Delays.of(made, seen, Change::total),
        toReport,
        writes.stream().mapToLong(Etcd.Write::time).max().orElse(last) / 1e9 - last / 1e9,
        writes.stream().filter(write -> !write.heartbeat()).count(),
        writes.stream().mapToLong(Etcd.Write::bytes).sum(),
        cores);
  }

  /** Looks at the metric often; pauses as long as an answer takes. */
  private static void poll(OperatorRun operator, List<Seen> seen) {
    try {
      while (true) {
        long asked = System.nanoTime();
        double value = operator.metric(SERIES);
        long answered = System.nanoTime();
        if (!Double.isNaN(value)) {
          seen.add(new Seen(answered, (long) value));
        }
        Thread.sleep(Math.clamp((answered - asked) / 1_000_000, 50, 250));
      }
    } catch (InterruptedException | IOException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReports(List<Change> made, Etcd etcd, long start, int patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience * 1_000_000_000L;
    while (Delays.ofReports(made, etcd.since(start)).missing() > 0 && System.nanoTime() < end) {
      Thread.sleep(500);
    }
    Thread.sleep(1000);
  }

  List<String> row(String name) {
    return List.of(
        name,
        Integer.toString(changes),
        toMetric.text(),
        toReport.text(),
        "%.1f".formatted(lastWritten),
        Long.toString(writes),
        "%.1f".formatted(bytes / 1e6),
        "%.2f".formatted(cores));
  }

  static List<String> header() {
    return List.of(
        "phase",
        "changes",
        "to metric s, p50 / p99 / max",
        "to report s, p50 / p99 / max",
        "last write s",
        "writes",
        "MB put",
        "cores");
  }
}
