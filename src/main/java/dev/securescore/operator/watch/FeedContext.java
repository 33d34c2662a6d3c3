package dev.securescore.operator.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all feeds share.
 *
 * @param judging judges what feeds read, as a feed waits for the next page
 */
record FeedContext(
    KubernetesClient client,
    Discovery discovery,
    WatchSettings settings,
    ScheduledExecutorService scheduler,
    ExecutorService judging,
    Clock clock) {

  static FeedContext of(
      KubernetesClient client,
      WatchSettings settings,
      ScheduledExecutorService scheduler,
      Clock clock) {
    // Platform threads: an evaluation is bounded by the time that its thread worked.
    ExecutorService judging =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("judging-", 0).daemon().factory());
    return new FeedContext(client, new Discovery(client), settings, scheduler, judging, clock);
  }
}
