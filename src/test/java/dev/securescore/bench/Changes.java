package dev.securescore.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Marks workloads all over the cluster, and once all are marked, unmarks them.
 *
 * <p>So the number of marked ones tells exactly which changes a metric or a report has seen.
 */
final class Changes {

  private static final int THREADS = 16;

  private final KubernetesClient client;
  private final Load load;
  private final List<Integer> order;
  private final Map<String, Long> markedBefore = new HashMap<>();
  private int next;
  private long marked;

  /**
   * A change that the API has accepted.
   *
   * @param time when it answered, as {@link System#nanoTime}
   * @param version of the object, which orders all changes
   * @param total marked workloads of the cluster after it
   * @param ofNamespace marked workloads of its namespace after it
   */
  record Change(
      long time, long version, String namespace, boolean marks, long total, long ofNamespace) {}

  private record Accepted(long time, long version, String namespace, boolean marks) {}

  Changes(KubernetesClient client, Load load, int workloads) {
    this.client = client;
    this.load = load;
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, workloads).boxed().toList());
    Collections.shuffle(shuffled, new Random(5));
    this.order = List.copyOf(shuffled);
  }

  /** Makes changes at a rate, and returns them in the order in which the API took them. */
  List<Change> make(int count, double perSecond) throws InterruptedException {
    ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    Semaphore atWork = new Semaphore(THREADS);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int number = 0; number < count; number++) {
        LockSupport.parkNanos(start + (long) (number * 1e9 / perSecond) - System.nanoTime());
        int turn = next++;
        if (turn % order.size() == 0) {
          atWork.acquire(THREADS); // the last of a round must not overtake the first of the next
          atWork.release(THREADS);
        }
        atWork.acquire();
        threads.execute(() -> {
          try {
            accepted.add(change(turn));
          } finally {
            atWork.release();
          }
        });
      }
      threads.shutdown();
      if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException("changes do not end");
      }
    }
    if (accepted.size() != count) {
      throw new IllegalStateException(count - accepted.size() + " changes were refused");
    }
    return counted(accepted);
  }

  private Accepted change(int turn) {
    boolean marks = turn / order.size() % 2 == 0;
    int workload = order.get(turn % order.size());
    String namespace = load.namespace(workload);
    String patch =
        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"%s\":%s}}}}}"
            .formatted(BenchCluster.ANNOTATION, marks ? "\"yes\"" : "null");
    String changed =
        client
            .genericKubernetesResources("apps/v1", "Deployment")
            .inNamespace(namespace)
            .withName(load.name(workload))
            .patch(PatchContext.of(PatchType.JSON_MERGE), patch)
            .getMetadata()
            .getResourceVersion();
    return new Accepted(System.nanoTime(), Long.parseLong(changed), namespace, marks);
  }

  private List<Change> counted(ConcurrentLinkedQueue<Accepted> accepted) {
    List<Change> changes = new ArrayList<>();
    for (Accepted each :
        accepted.stream().sorted(Comparator.comparingLong(Accepted::version)).toList()) {
      long step = each.marks() ? 1 : -1;
      marked += step;
      long ofNamespace = markedBefore.merge(each.namespace(), step, Long::sum);
      changes.add(
          new Change(
              each.time(), each.version(), each.namespace(), each.marks(), marked, ofNamespace));
    }
    return changes;
  }

  /** Marked workloads now. */
  long marked() {
    return marked;
  }

  /** Time in which a number of changes is made at a rate. */
  static int count(Duration time, double perSecond) {
    return (int) Math.round(time.toMillis() / 1000.0 * perSecond);
  }
}
