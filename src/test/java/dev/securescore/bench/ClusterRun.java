package dev.securescore.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that is measured of one number of workloads. */
record ClusterRun(
    BenchCluster cluster, Etcd etcd, Changes changes, ClusterBench options, BenchReport report) {

  private static final Duration LONGEST_START = Duration.ofMinutes(15);

  ClusterFigures measure(int workloads) throws IOException, InterruptedException {
    List<Double> completes = new ArrayList<>();
    List<Double> listings = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    OperatorRun.listing(cluster, options.heap()); // warms the API server
    for (int start = 1; ; start++) {
      listings.add(OperatorRun.listing(cluster, options.heap()));
      cluster.freeLease();
      Instant began = Instant.now();
      long beganNanos = System.nanoTime();
      try (OperatorRun operator =
          OperatorRun.start(cluster, options.heap(), options.jvmOptions())) {
        double complete = operator.awaitComplete(LONGEST_START);
        if (Double.isNaN(complete)) {
          throw new IllegalStateException("no complete score:\n" + operator.lastOutput());
        }
        completes.add(complete);
        ratios.add(complete / listings.getLast());
        if (start == options.starts()) {
          return options.startsOnly()
              ? start(workloads, completes, listings, ratios, Double.NaN, operator, Double.NaN)
              : all(workloads, completes, listings, ratios, operator, began, beganNanos);
        }
      }
    }
  }

  private ClusterFigures start(
      int workloads,
      List<Double> completes,
      List<Double> listings,
      List<Double> ratios,
      double written,
      OperatorRun operator,
      double bytes)
      throws IOException, InterruptedException {
    ClusterFigures figures =
        new ClusterFigures(
            workloads,
            Samples.of(completes),
            Samples.of(listings),
            Samples.of(ratios),
            written,
            operator.memory("VmHWM"),
            operator.liveHeap(),
            bytes);
    double ratio = figures.ratio().median();
    goal(
        "first complete score at " + workloads,
        "1.5 × paged list and decode",
        ratio,
        " ×",
        ratio <= 1.5);
    return figures;
  }

  private ClusterFigures all(
      int workloads,
      List<Double> completes,
      List<Double> listings,
      List<Double> ratios,
      OperatorRun operator,
      Instant began,
      long beganNanos)
      throws IOException, InterruptedException {
    double written = awaitSilence(beganNanos, workloads);
    requests("Requests of the start, " + workloads, began);
    Map<String, Long> stored = etcd.stored();
    report.table(
        "In etcd, " + workloads,
        List.of("kind", "bytes", "bytes a workload"),
        stored.entrySet().stream()
            .map(entry ->
                List.of(
                    entry.getKey(),
                    Long.toString(entry.getValue()),
                    "%.0f".formatted((double) entry.getValue() / workloads)))
            .toList());
    double bytes = (double) stored.values().stream().mapToLong(Long::longValue).sum() / workloads;
    ClusterFigures figures =
        start(workloads, completes, listings, ratios, written, operator, bytes);
    String name = " at " + workloads;
    int most = options.perNamespace() >= 50 ? 300 : 1500;
    goal("bytes in etcd a workload" + name, "under " + most, bytes, "", bytes < most);
    changes(name, workloads, operator);
    quiet(name, operator);
    if (!operator.isRunning()) {
      throw new IllegalStateException("the operator ended:\n" + operator.lastOutput());
    }
    return figures;
  }

  private void changes(String name, int workloads, OperatorRun operator)
      throws IOException, InterruptedException {
    Phase steady = phase(operator, options.steady(), 10);
    Phase burst = Phase.run(operator, etcd, changes, Math.max(1, workloads / 100), 1e6, 120);
    awaitSilence(System.nanoTime(), workloads);
    Map<String, Double> before = etcd.databaseBytes();
    Phase storm = phase(operator, options.storm(), 50);
    Map<String, Double> after = etcd.databaseBytes();
    report.table(
        "Changes" + name,
        Phase.header(),
        List.of(steady.row("10 a second"), burst.row("1 % at once"), storm.row("50 a second")));
    report.note("etcd before the storm" + name + " " + before + ", after " + after);
    report.note(
        String.format(
            Locale.ROOT,
            "memory after the storm%s: %.0f MiB RSS, %.0f MiB at most, %.1f MiB live heap",
            name,
            operator.memory("VmRSS"),
            operator.memory("VmHWM"),
            operator.liveHeap()));
    double toReport = steady.toReport().seconds().percentile(0.99);
    goal(
        "change to report, 10 a second" + name,
        "p99 under 2 s",
        toReport,
        " s",
        steady.toReport().within(2));
    goal(
        "burst all written" + name,
        "within 30 s",
        burst.lastWritten(),
        " s",
        burst.toReport().within(30));
    double toMetric = storm.toMetric().seconds().percentile(0.99);
    goal(
        "change to metric in the storm" + name,
        "p99 under 1 s",
        toMetric,
        " s",
        storm.toMetric().within(1));
    double megabytes = storm.bytes() / 1e6 * 300 / options.storm().toSeconds();
    goal(
        "our writes in five minutes of storm" + name,
        "under 200 MB",
        megabytes,
        " MB",
        megabytes < 200);
  }

  private Phase phase(OperatorRun operator, Duration time, double perSecond)
      throws IOException, InterruptedException {
    Phase phase =
        Phase.run(operator, etcd, changes, Changes.count(time, perSecond), perSecond, 120);
    awaitSilence(System.nanoTime(), 0);
    return phase;
  }

  private void quiet(String name, OperatorRun operator) throws IOException, InterruptedException {
    awaitSilence(System.nanoTime(), 0);
    Thread.sleep(Duration.ofSeconds(65)); // counts of recommendations are written once a minute
    Instant began = Instant.now();
    long start = System.nanoTime();
    double cpu = operator.cpu();
    Thread.sleep(options.quiet());
    double share = (operator.cpu() - cpu) / ((System.nanoTime() - start) / 1e9) * 100;
    List<Etcd.Write> writes = etcd.since(start);
    long changed = writes.stream().filter(write -> !write.heartbeat()).count();
    double megabytes = writes.stream().mapToLong(Etcd.Write::bytes).sum() / 1e6;
    Map<String, Long> requests =
        requests("Requests of " + options.quiet().toSeconds() + " s of silence" + name, began);
    long statuses =
        requests.entrySet().stream()
            .filter(
                entry -> entry.getKey().startsWith("patch") && entry.getKey().endsWith("/status"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long others =
        requests.entrySet().stream()
            .filter(
                entry -> !entry.getKey().startsWith("watch") && !entry.getKey().endsWith("leases"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long unwanted = others - statuses + changed;
    goal(
        "requests in silence but watches, lease, heartbeats" + name,
        "none",
        unwanted,
        "",
        unwanted == 0);
    goal("CPU in silence" + name, "under 1 % of a core", share, " %", share < 1);
    double ofTen = megabytes * 600 / options.quiet().toSeconds();
    goal("our writes in ten minutes of silence" + name, "under 5 MB", ofTen, " MB", ofTen < 5);
  }

  private Map<String, Long> requests(String title, Instant from) throws IOException {
    Map<String, Long> requests = new AuditLog(cluster.auditLog()).requests(from, Instant.now());
    report.table(
        title,
        List.of("request", "number"),
        requests.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
            .toList());
    return requests;
  }

  /**
   * Waits until nothing of ours was written for 20 seconds but heartbeats.
   *
   * @return seconds from a time to the last write before the silence
   */
  private double awaitSilence(long from, int workloads) throws InterruptedException {
    long namespaces = workloads / options.perNamespace();
    long end = System.nanoTime() + (300 + namespaces / 4) * 1_000_000_000L;
    long last = System.nanoTime();
    while (System.nanoTime() - last < 20_000_000_000L && System.nanoTime() < end) {
      Thread.sleep(500);
      long floor = last;
      last =
          etcd.since(floor).stream()
              .filter(write -> !write.heartbeat()) // thousands of reports are never silent
              .mapToLong(Etcd.Write::time)
              .max()
              .orElse(floor);
    }
    return (last - from) / 1e9;
  }

  private void goal(String what, String goal, double measured, String unit, boolean met) {
    report.goal(what, goal, String.format(Locale.ROOT, "%.2f%s", measured, unit), met);
  }
}
