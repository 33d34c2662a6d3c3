package dev.securescore.operator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArrivalQueueTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Integer> judged = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void arrivalsAreJudgedInOrderAndWhatComesAfterwardsComesLast() throws Exception {
    ArrivalQueue queue = new ArrivalQueue(threads, 3);
    CompletableFuture<List<Integer>> afterwards = new CompletableFuture<>();

    IntStream.range(0, 1000).forEach(number -> queue.add(() -> judged.add(number)));
    queue.afterwards(() -> afterwards.complete(List.copyOf(judged)));

    assertThat(afterwards.get()).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void readingWaitsWhileThereIsNoRoom() throws Exception {
    ArrivalQueue queue = new ArrivalQueue(threads, 2);
    CountDownLatch held = holdUp(queue, () -> {});
    queue.add(() -> judged.add(1));

    CompletableFuture<Void> third =
        CompletableFuture.runAsync(() -> queue.add(() -> judged.add(2)), threads);

    assertThatThrownBy(() -> third.get(50, TimeUnit.MILLISECONDS)).isNotNull();
    held.countDown();
    third.get();
    CompletableFuture<Void> all = new CompletableFuture<>();
    queue.afterwards(() -> all.complete(null));
    all.get();
    assertThat(judged).containsExactly(1, 2);
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersOrTheirRoom() throws Exception {
    ArrivalQueue queue = new ArrivalQueue(threads, 1);
    CompletableFuture<Void> done = new CompletableFuture<>();

    queue.add(() -> {
      throw new IllegalStateException("cannot be judged");
    });
    queue.add(() -> done.complete(null));

    assertThat(done.get()).isNull();
  }

  @Test
  void closingWaitsForWhatIsBeingJudgedAndDropsTheRest() throws Exception {
    ArrivalQueue queue = new ArrivalQueue(threads, 2);
    CountDownLatch held = holdUp(queue, () -> judged.add(1));
    queue.add(() -> judged.add(2));

    CompletableFuture<List<Integer>> closed =
        CompletableFuture.supplyAsync(
            () -> {
              queue.close();
              return List.copyOf(judged);
            },
            threads);

    assertThatThrownBy(() -> closed.get(50, TimeUnit.MILLISECONDS)).isNotNull();
    held.countDown();
    assertThat(closed.get()).containsExactly(1);
    for (int more = 0; more < 5; more++) {
      queue.add(() -> judged.add(3));
    }
    assertThat(judged).containsExactly(1);
  }

  @Test
  void roomIsGivenBackWhereNobodyJudgesAnyMore() {
    ArrivalQueue queue = new ArrivalQueue(threads, 1);
    threads.shutdown();

    for (int more = 0; more < 3; more++) {
      assertThatThrownBy(() -> queue.add(() -> judged.add(1)))
          .isInstanceOf(RejectedExecutionException.class);
    }
  }

  /** Has an arrival judged that ends, with an action, when the latch is let down. */
  private static CountDownLatch holdUp(ArrivalQueue queue, Runnable end)
      throws InterruptedException {
    CountDownLatch judging = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    queue.add(() -> {
      judging.countDown();
      await(held);
      end.run();
    });
    judging.await();
    return held;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
