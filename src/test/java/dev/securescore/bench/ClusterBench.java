package dev.securescore.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The operator on a real API server that is full of workloads. */
@Command(
    name = "bench/cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures the operator on a real API server with many Deployments.")
final class ClusterBench implements Callable<Integer> {

  @Option(
      names = "--workloads",
      split = ",",
      defaultValue = "1000",
      description = "Deployments; several numbers give a curve. Default ${DEFAULT-VALUE}.")
  private List<Integer> workloads = List.of();

  @Option(names = "--per-namespace", defaultValue = "50", description = "Default ${DEFAULT-VALUE}.")
  private int perNamespace;

  @Option(names = "--owned", description = "Two ReplicaSets and three Pods for each.")
  private boolean owned;

  @Option(names = "--heap", defaultValue = "512m", description = "-Xmx; default ${DEFAULT-VALUE}.")
  private String heap = "";

  @Option(
      names = "--starts",
      defaultValue = "3",
      description = "Starts to take the median of, each after a listing; default ${DEFAULT-VALUE}.")
  private int starts;

  @Option(names = "--starts-only", description = "Ends when it has started so often.")
  private boolean startsOnly;

  @Option(
      names = "--steady",
      defaultValue = "1m",
      description = "How long 10 changes a second are made; default ${DEFAULT-VALUE}.")
  private String steady = "";

  @Option(
      names = "--storm",
      defaultValue = "1m",
      description = "How long 50 changes a second are made; default ${DEFAULT-VALUE}.")
  private String storm = "";

  @Option(
      names = "--quiet",
      defaultValue = "1m",
      description = "How long nothing is done; default ${DEFAULT-VALUE}.")
  private String quiet = "";

  @Option(
      names = "--smallest-heap",
      paramLabel = "MIB",
      description = "Instead: find the least heap up to this that completes and holds the storm.")
  private int smallestHeap;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "Further options of the operator's JVM, such as -XX:StartFlightRecording=….")
  private List<String> jvmOptions = List.of();

  static void main(String[] arguments) {
    System.exit(new CommandLine(new ClusterBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    BenchReport report = new BenchReport("cluster");
    List<ClusterFigures> curve = new ArrayList<>();
    for (int count : workloads) {
      try (BenchCluster cluster = new BenchCluster();
          Etcd etcd = new Etcd(cluster.etcdUrl())) {
        Load load = new Load(cluster.client(), perNamespace, owned);
        long start = System.nanoTime();
        double bytes = load.create(count);
        report.note(
            String.format(
                Locale.ROOT,
                "%d Deployments of %.1f KB, %d a namespace%s, loaded in %.0f s; etcd %s",
                count,
                bytes / 1000,
                perNamespace,
                owned ? ", each with two ReplicaSets and three Pods" : "",
                (System.nanoTime() - start) / 1e9,
                etcd.databaseBytes()));
        System.err.println("loaded " + count);
        Changes changes = new Changes(cluster.client(), load, count);
        if (smallestHeap > 0) {
          new HeapSearch(cluster, etcd, changes, seconds(storm)).find(smallestHeap, count, report);
        } else {
          curve.add(new ClusterRun(cluster, etcd, changes, this, report).measure(count));
        }
      }
    }
    if (!curve.isEmpty()) {
      report.table(
          "Start and memory",
          ClusterFigures.header(),
          curve.stream().map(ClusterFigures::row).toList());
    }
    report.print(System.out);
    return 0;
  }

  int perNamespace() {
    return perNamespace;
  }

  boolean owned() {
    return owned;
  }

  String heap() {
    return heap;
  }

  int starts() {
    return starts;
  }

  boolean startsOnly() {
    return startsOnly;
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  Duration steady() {
    return seconds(steady);
  }

  Duration storm() {
    return seconds(storm);
  }

  Duration quiet() {
    return seconds(quiet);
  }

  private static Duration seconds(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }
}
