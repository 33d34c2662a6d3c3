package dev.securescore.operator.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** What all feeds share. */
record FeedContext(
    KubernetesClient client,
    Discovery discovery,
    WatchSettings settings,
    ScheduledExecutorService scheduler,
    Clock clock) {

  static FeedContext of(
      KubernetesClient client,
      WatchSettings settings,
      ScheduledExecutorService scheduler,
      Clock clock) {
    return new FeedContext(client, new Discovery(client), settings, scheduler, clock);
  }
}
