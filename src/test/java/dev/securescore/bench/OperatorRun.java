package dev.securescore.bench;

import dev.securescore.ChildProcess;
import dev.securescore.ImageFlags;
import dev.securescore.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built program in a JVM of its own, with the flags of the image and a limit of memory. */
final class OperatorRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorRun.class);

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ChildProcess process;
  private final long started;
  private final int port;
  private final long pid;

  private OperatorRun(ChildProcess process, long started, int port) throws InterruptedException {
    this.process = process;
    this.started = started;
    this.port = port;
    Thread.sleep(50); // the shell starts it
    this.pid = process.pid();
  }

  static OperatorRun start(BenchCluster cluster, String heap, List<String> jvmOptions)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command = java(heap, jvmOptions);
    Path target = Project.root().resolve("target");
    command.add("-cp");
    command.add(target.resolve("secure-score.jar") + ":" + target.resolve("lib") + "/*");
    command.add("dev.securescore.cli.SecureScore");
    command.addAll(List.of("run", "--kubeconfig", cluster.kubeconfig().toString()));
    command.addAll(List.of("--bind-address", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--identity", "bench"));
    long started = System.nanoTime();
    ChildProcess process = ChildProcess.start(cluster.folder().resolve("operator.log"), command);
    return new OperatorRun(process, started, port);
  }

  private static List<String> java(String heap, List<String> jvmOptions) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(ImageFlags.withoutHeap());
    command.add("-Xmx" + heap);
    command.addAll(jvmOptions);
    return command;
  }

  /** Seconds that a program with the same client takes to list and decode the same objects. */
  static double listing(BenchCluster cluster, String heap)
      throws IOException, InterruptedException {
    List<String> command = java(heap, List.of());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ListRun.class.getName(), cluster.kubeconfig().toString()));
    long started = System.nanoTime();
    Process listing =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(cluster.folder().resolve("listing.log").toFile())
            .start();
    if (listing.waitFor() != 0) {
      throw new IOException(Files.readString(cluster.folder().resolve("listing.log")));
    }
    return (System.nanoTime() - started) / 1e9;
  }

  /**
   * Waits for the first complete score.
   *
   * @return seconds since the start of the JVM; NaN where it ended or took too long
   */
  double awaitComplete(Duration atMost) throws InterruptedException {
    while (System.nanoTime() - started < atMost.toNanos() && isRunning()) {
      try {
        if (get("/readyz").statusCode() == 200) {
          return (System.nanoTime() - started) / 1e9;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      Thread.sleep(20);
    }
    return Double.NaN;
  }

  boolean isRunning() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** What it logged last. */
  String lastOutput() {
    return process.lastOutput();
  }

  /** The sum of all series of a metric whose text begins so; NaN where there is none. */
  double metric(String start) throws IOException, InterruptedException {
    Samples samples =
        Samples.of(
            get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList());
    return samples.isEmpty() ? Double.NaN : samples.sum();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** MiB of memory from the operating system: {@code VmRSS} now, {@code VmHWM} at most. */
  double memory(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(field + ":")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return Double.NaN;
  }

  /** MiB of the heap that are left when the collector is done. */
  double liveHeap() throws IOException, InterruptedException {
    int done =
        new ProcessBuilder(
                Path.of(JAVA).resolveSibling("jcmd").toString(), Long.toString(pid), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    return done == 0 ? metric("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20) : Double.NaN;
  }

  /** Seconds of CPU so far. */
  double cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return (Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12))) / 100;
  }

  /** Ends it in order, so that recordings are written; at the latest after ten seconds. */
  @Override
  public void close() {
    http.shutdownNow();
    ProcessHandle.of(pid)
        .ifPresent(running -> {
          if (running.destroy()) {
            var ended = running.onExit().completeOnTimeout(running, 10, TimeUnit.SECONDS).join();
            LOG.debug("operator ended running={}", ended.isAlive());
          }
        });
    process.close();
  }
}
