package dev.securescore.bench;

import dev.securescore.api.LabelSelector;
import dev.securescore.engine.Scope;
import dev.securescore.metrics.IdleState;
import dev.securescore.metrics.OperatorMetrics;
import dev.securescore.report.RecommendationStanding;
import dev.securescore.report.ReportRequest;
import dev.securescore.report.ScoreReports;
import dev.securescore.report.Spread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What each regular work of the operator costs as namespaces, recommendations or reports grow. */
@Command(
    name = "bench/scale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures CPU time of what the operator does again and again, without an API server, while one number doubles.")
final class ScaleBench implements Callable<Integer> {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SHORTEST_NANOS = 50_000_000;
  private static final int ROUNDS = 3;
  private static final int DOUBLINGS = 3;
  private static final double LINEAR = 1.3;

  @Option(names = "--namespaces", defaultValue = "500", description = "Default ${DEFAULT-VALUE}.")
  private int namespaces;

  @Option(
      names = "--recommendations",
      defaultValue = "60",
      description = "Default ${DEFAULT-VALUE}.")
  private int recommendations;

  @Option(
      names = "--reports",
      defaultValue = "250",
      description = "Reports of people on groups of namespaces; default ${DEFAULT-VALUE}.")
  private int reports;

  @Option(
      names = "--per-namespace",
      defaultValue = "5",
      description = "Workloads in each; default ${DEFAULT-VALUE}.")
  private int perNamespace;

  private record Work(String name, Runnable run) {}

  /** What grows, and how often it doubled. */
  private record Size(int namespaces, int recommendations, int reports) {}

  static void main(String[] arguments) {
    System.exit(new CommandLine(new ScaleBench()).execute(arguments));
  }

  @Override
  public Integer call() {
    BenchReport report = new BenchReport("scale");
    Size base = new Size(namespaces, recommendations, reports);
    measure(base); // warms up
    curve(
        report,
        "namespaces",
        base,
        Size::namespaces,
        (size, factor) ->
            new Size(size.namespaces() * factor, size.recommendations(), size.reports()));
    curve(
        report,
        "recommendations",
        base,
        Size::recommendations,
        (size, factor) ->
            new Size(size.namespaces(), size.recommendations() * factor, size.reports()));
    curve(
        report,
        "reports",
        base,
        Size::reports,
        (size, factor) ->
            new Size(size.namespaces(), size.recommendations(), size.reports() * factor));
    curve(
        report,
        "namespaces and reports",
        base,
        Size::reports,
        (size, factor) ->
            new Size(size.namespaces() * factor, size.recommendations(), size.reports() * factor));
    report.print(System.out);
    return 0;
  }

  private interface Growth {
    Size by(Size size, int factor);
  }

  private void curve(
      BenchReport report, String what, Size base, ToIntFunction<Size> shown, Growth growth) {
    List<Map<String, Double>> curve = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("work"));
    for (int doubling = 0; doubling <= DOUBLINGS; doubling++) {
      Size size = growth.by(base, 1 << doubling);
      header.add(Integer.toString(shown.applyAsInt(size)));
      curve.add(measure(size));
      System.err.println(what + " " + size);
    }
    header.add("exponent");
    List<List<String>> rows = new ArrayList<>();
    double worst = 0;
    for (String work : curve.getFirst().keySet()) {
      List<String> row = new ArrayList<>(List.of(work));
      curve.forEach(point -> row.add(String.format(Locale.ROOT, "%.2f", point.get(work))));
      double exponent =
          Math.log(
                  curve.getLast().getOrDefault(work, Double.NaN)
                      / curve.get(1).getOrDefault(work, Double.NaN))
              / Math.log(1 << (DOUBLINGS - 1));
      worst = Math.max(worst, exponent);
      row.add(String.format(Locale.ROOT, "%.2f", exponent));
      rows.add(row);
    }
    report.table("CPU milliseconds while " + what + " double", header, rows);
    report.goal(
        "greatest exponent, " + what,
        "near linear, under " + LINEAR,
        String.format(Locale.ROOT, "%.2f", worst),
        worst < LINEAR);
  }

  private Map<String, Double> measure(Size size) {
    ScaleCluster cluster =
        new ScaleCluster(size.namespaces(), perNamespace, size.recommendations(), size.reports());
    Map<String, Double> costs = new LinkedHashMap<>();
    try (OperatorMetrics metrics = metrics(cluster)) {
      for (Work work :
          List.of(
              new Work("scrape", () -> metrics.scrape(null)),
              new Work("scrape after everything changed", () -> scrapeFirst(cluster)),
              new Work("look at all counts", () -> look(cluster)),
              new Work("report of every namespace", () -> ofNamespaces(cluster)),
              new Work("report of the cluster", () -> status(cluster, new Scope.Cluster(), true)),
              new Work("every report of people", () -> ofPeople(cluster)),
              new Work("one recommendation changed", cluster::changeRecommendation))) {
        costs.put(work.name(), millis(work.run()));
      }
    }
    return costs;
  }

  private static OperatorMetrics metrics(ScaleCluster cluster) {
    OperatorMetrics metrics = new OperatorMetrics("bench");
    metrics.scores(cluster.engine(), new IdleState(), false);
    return metrics;
  }

  /** Nothing is kept from a scrape before. */
  private static void scrapeFirst(ScaleCluster cluster) {
    try (OperatorMetrics metrics = metrics(cluster)) {
      metrics.scrape(null);
    }
  }

  private static void look(ScaleCluster cluster) {
    int found =
        RecommendationStanding.of(
                    cluster.engine().catalog(), cluster.engine().tallies(new Scope.Cluster()))
                .size()
            + Spread.of(cluster.engine()).size();
    cluster.consume(found);
  }

  private static void ofNamespaces(ScaleCluster cluster) {
    cluster
        .engine()
        .namespaces()
        .keySet()
        .forEach(
            name -> status(cluster, new Scope.Namespace(name, LabelSelector.EVERYTHING), false));
  }

  private static void ofPeople(ScaleCluster cluster) {
    cluster
        .groups()
        .forEach(group -> status(cluster, new Scope.Group(group, LabelSelector.EVERYTHING), true));
  }

  private static void status(ScaleCluster cluster, Scope scope, boolean several) {
    ReportRequest request =
        new ReportRequest(
            cluster.engine().snapshot(scope, LabelSelector.EVERYTHING, ScoreReports.WORST),
            LabelSelector.EVERYTHING,
            null,
            1,
            null,
            true,
            List.of(),
            Duration.ZERO,
            Instant.EPOCH);
    cluster.consume(
        (several ? ScoreReports.ofCluster(request) : ScoreReports.ofNamespace(request))
            .recommendations()
            .size());
  }

  /** The best mean of some rounds, by the clock of this thread: others on the machine only add. */
  private static double millis(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      int runs = 0;
      while (THREADS.getCurrentThreadCpuTime() - start < SHORTEST_NANOS) {
        work.run();
        runs++;
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / runs);
    }
    return best;
  }
}
