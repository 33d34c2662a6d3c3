package dev.securescore.operator.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Project;
import dev.securescore.operator.RunningOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * After a long time of changes of every kind, in which the API server dies too, every report says
 * what a fresh look at the cluster says, and memory is what it was.
 *
 * <p>Four minutes here, five with all around them; {@code bench/soak} takes thirty.
 */
class SoakIT {

  private static final Duration LENGTH =
      Duration.parse("PT" + System.getProperty("secure-score.soak", "4m"));
  private static final long SEED = Long.getLong("secure-score.seed", 20181203);
  private static final int RESTARTS = 2 + (int) (LENGTH.toMinutes() / 10);
  private static final int SAMPLES = 16;
  private static final Duration BETWEEN = Duration.ofMillis(40);

  /**
   * Names of every pool are in use after a while; what is left is noise of collector and server.
   */
  private static final long NOISE_BYTES = 12 << 20;

  private static KubeApi api;
  private static KubernetesClient client;

  @BeforeAll
  static void fillCluster() {
    api = KubeApi.own();
    client = api.client();
    api.kubectl(
            "apply",
            "--server-side",
            "-f",
            Project.root().resolve("config/recommendations").toString())
        .orFail();
    SoakWorld.NAMESPACES.forEach(SoakIT::namespace);
    namespace("secure-score");
  }

  private static void namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyReportEqualsAFreshRecomputationAndMemoryIsFlat() throws Exception {
    SoakWorld world = new SoakWorld(client, SEED);
    List<Long> heap = new ArrayList<>();
    try (RunningOperator operator =
        RunningOperator.on(api, RunningOperator.settings("soak", true))) {
      Instant start = Instant.now();
      int restarts = 0;
      for (Duration past = Duration.ZERO;
          past.compareTo(LENGTH) < 0 || restarts < RESTARTS || heap.size() < SAMPLES;
          past = Duration.between(start, Instant.now())) {
        world.step();
        LockSupport.parkNanos(BETWEEN.toNanos());
        if (isDue(past, restarts, RESTARTS)) {
          restarts++;
          restart(restarts % 2 == 0);
        }
        if (isDue(past, heap.size(), SAMPLES)) {
          heap.add(liveHeap());
        }
      }
      System.out.printf(
          "soak seed=%d done=%s refused=%s restarts=%d liveHeapKiB=%s%n",
          SEED,
          world.done(),
          world.refused(),
          restarts,
          heap.stream().map(bytes -> bytes >> 10).toList());

      assertThat(world.refusals()).as("refused: %s", world.refused()).isLessThan(world.steps() / 4);
      awaitTruth(operator);
      assertThat(restarts).isEqualTo(RESTARTS);
    }
    assertThat(median(heap.subList(3 * SAMPLES / 4, heap.size())))
        .as("live heap at the end, against that of the second quarter: %s", heap)
        .isLessThan(median(heap.subList(SAMPLES / 4, SAMPLES / 2)) + NOISE_BYTES);
  }

  /** Whether the next of so many, evenly spread and none at the very start, is due. */
  private static boolean isDue(Duration past, int before, int all) {
    return before < all && past.compareTo(LENGTH.multipliedBy(before + 1).dividedBy(all + 1)) > 0;
  }

  private static void restart(boolean forgets) throws Exception {
    api.stopServer();
    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
    if (forgets) {
      api.compactHistory();
    }
    api.startServer();
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Counts of recommendations are written once a minute, and Pods settle for twenty seconds. */
  private static void awaitTruth(RunningOperator operator) {
    await().atMost(Duration.ofSeconds(60)).until(operator.operator()::isComplete);
    try (SoakTruth truth = new SoakTruth(client, Set.of("secure-score"))) {
      await("reports like a fresh recomputation")
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(truth.differences()).isEmpty());
    }
  }
}
