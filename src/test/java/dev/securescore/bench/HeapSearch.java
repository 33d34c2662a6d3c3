package dev.securescore.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds the least heap with which the operator completes and then holds a storm. */
record HeapSearch(BenchCluster cluster, Etcd etcd, Changes changes, Duration storm) {

  private static final int STEP = 16;
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  /** Halves the distance until it is 16 MiB. */
  void find(int most, int workloads, BenchReport report) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    int fails = STEP;
    int holds = most + STEP;
    while (holds - fails > STEP) {
      int tried = holds == most + STEP ? most : (fails + holds) / 2 / STEP * STEP;
      String result = attempt(tried);
      rows.add(List.of(Integer.toString(workloads), Integer.toString(tried), result));
      System.err.println(tried + " MiB: " + result);
      if (result.startsWith("holds")) {
        holds = tried;
      } else {
        fails = tried;
      }
    }
    report.table("Heaps tried", List.of("workloads", "MiB", "result"), rows);
    String found = holds > most ? "more than " + most : Integer.toString(holds);
    report.goal(
        "smallest heap at " + workloads, most + " MiB or less", found + " MiB", holds <= most);
  }

  private String attempt(int mebibytes) throws IOException, InterruptedException {
    cluster.freeLease();
    try (OperatorRun operator = OperatorRun.start(cluster, mebibytes + "m", List.of())) {
      double complete = operator.awaitComplete(LONGEST_START);
      if (Double.isNaN(complete)) {
        return operator.isRunning() ? "not complete in time" : "ended while starting";
      }
      Phase phase = Phase.run(operator, etcd, changes, Changes.count(storm, 50), 50, 120);
      if (!operator.isRunning()) {
        return "complete after %.1f s, ended in the storm".formatted(complete);
      }
      return "%s: complete after %.1f s, metric s %s, RSS %.0f MiB"
          .formatted(
              phase.toMetric().missing() == 0 ? "holds" : "loses changes",
              complete,
              phase.toMetric().text(),
              operator.memory("VmHWM"));
    } catch (IOException | IllegalStateException ended) {
      return "ended: " + ended.getMessage();
    }
  }
}
