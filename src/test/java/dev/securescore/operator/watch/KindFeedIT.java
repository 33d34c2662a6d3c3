package dev.securescore.operator.watch;

import static dev.securescore.operator.watch.Declarations.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KindFeedIT {

  private static final KindName DEPLOYMENT = new KindName("apps", "Deployment");
  private static final int PAGE = 3;

  private final KubeApi api = KubeApi.own();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final FeedContext context =
      FeedContext.of(
          api.client(),
          new WatchSettings(PAGE, Duration.ofSeconds(2), Duration.ofMillis(100), Set.of(), null),
          scheduler,
          Clock.systemUTC());
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> whenSettled = new CopyOnWriteArrayList<>();
  private final KindFeed feed =
      new KindFeed(
          context,
          DEPLOYMENT.resource(),
          DEPLOYMENT,
          new Recording(),
          () -> whenSettled.addAll(heard));

  private final class Recording implements ObjectSink {

    @Override
    public void observe(JsonMap object) {
      sleep();
      heard.add(object.object("metadata").string("name"));
    }

    @Override
    public void observeAgain(JsonMap object) {
      heard.add("again " + object.object("metadata").string("name"));
    }

    @Override
    public void forget(ResourceId id) {
      heard.add("gone " + id.name());
    }

    @Override
    public void available(KindName kind) {}

    @Override
    public void unavailable(KindName kind, String reason) {
      heard.add(reason);
    }

    @Override
    public void unserved(KindName kind, String reason) {
      heard.add(reason);
    }

    /** So that reading is ahead of it. */
    private static void sleep() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @AfterEach
  void end() {
    feed.stop();
    context.judging().close();
    scheduler.shutdownNow();
    api.close();
  }

  @Test
  void isSettledWhenTheLastPageIsTakenAndTakesEverythingAgainWhenItIsReadAnew() {
    String namespace = api.newNamespace("fed");
    for (int number = 0; number < 10; number++) {
      api.client()
          .resource(deployment("app-" + number, true))
          .inNamespace(namespace)
          .serverSideApply();
    }

    feed.start();
    await().until(() -> !whenSettled.isEmpty());

    assertThat(whenSettled)
        .as("in order, though judging is slower than reading")
        .containsExactly(
            "app-0", "app-1", "app-2", "app-3", "app-4", "app-5", "app-6", "app-7", "app-8",
            "app-9");

    heard.clear();
    whenSettled.clear();
    feed.restart();
    await().until(() -> !whenSettled.isEmpty());

    assertThat(whenSettled).hasSize(20).startsWith("again app-0", "app-0").endsWith("app-9");
  }
}
