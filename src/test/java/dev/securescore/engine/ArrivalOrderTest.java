package dev.securescore.engine;

import static dev.securescore.engine.Objects.deployment;
import static dev.securescore.engine.TestCluster.NOT_PRIVILEGED;
import static dev.securescore.engine.TestCluster.TAGGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a cluster full of owners and children amounts to, in whatever order it arrives. */
class ArrivalOrderTest {

  private static final int SHUFFLES = 1_000;
  private static final long SEED = 20181203;

  @Test
  void ownersAndChildrenGiveTheResourcesThatPeopleThinkOf() {
    TestCluster cluster = TestCluster.with(NOT_PRIVILEGED, TAGGED);
    objects().forEach(cluster::observe);

    Snapshot snapshot = cluster.namespace("shop");

    assertThat(snapshot.resources())
        .extracting(each -> each.id().toString())
        .containsExactlyInAnyOrder(
            "Rollout shop/canary", "Deployment shop/cart", "CronJob shop/nightly", "Pod shop/bare");
    assertThat(snapshot.counts().judged()).isEqualTo(4);
    assertThat(snapshot.counts().finished()).isEqualTo(30);
    assertThat(
            snapshot.resources().stream()
                .filter(each -> each.id().name().equals("canary"))
                .findFirst()
                .orElseThrow()
                .failing())
        .as("the worst verdict of the live children")
        .containsExactly("privileged-container", "image-tag");
  }

  @Test
  void orderOfArrivalNeverMatters() {
    List<JsonMap> objects = new ArrayList<>(objects());
    TestCluster first = TestCluster.with(NOT_PRIVILEGED, TAGGED);
    objects.forEach(first::observe);
    Snapshot expected = first.namespace("shop");
    Random random = new Random(SEED);

    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      Collections.shuffle(objects, random);
      TestCluster cluster = TestCluster.with(NOT_PRIVILEGED, TAGGED);
      objects.forEach(cluster::observe);
      assertSame(cluster.namespace("shop"), expected);
    }
  }

  @Test
  void addsChangesAndDeletionsInAnyOrderEqualAFreshComputation() {
    Random random = new Random(SEED);
    TestCluster cluster = TestCluster.with(NOT_PRIVILEGED, TAGGED);
    List<JsonMap> present = new ArrayList<>();

    for (int step = 0; step < SHUFFLES; step++) {
      if (!present.isEmpty() && random.nextInt(3) == 0) {
        cluster.forget(present.remove(random.nextInt(present.size())));
      } else {
        JsonMap object = randomObject(random, step);
        present.removeIf(each ->
            each.string("kind").equals(object.string("kind"))
                && each.object("metadata")
                    .string("name")
                    .equals(object.object("metadata").string("name")));
        present.add(object);
        cluster.observe(object);
      }
      if (step % 10 == 0) {
        TestCluster fresh = TestCluster.with(NOT_PRIVILEGED, TAGGED);
        present.forEach(fresh::observe);
        assertSame(cluster.namespace("shop"), fresh.namespace("shop"));
      }
    }
  }

  private static void assertSame(Snapshot actual, Snapshot expected) {
    assertThat(actual.score()).isEqualTo(expected.score());
    assertThat(actual.counts()).isEqualTo(expected.counts());
    assertThat(actual.resources()).isEqualTo(expected.resources());
    assertThat(actual.exposedCritical()).isEqualTo(expected.exposedCritical());
  }

  private static JsonMap randomObject(Random random, int version) {
    String name = "n" + random.nextInt(6);
    Objects object =
        switch (random.nextInt(4)) {
          case 0 -> deployment("shop", name);
          case 1 ->
              Objects.of("apps/v1", "ReplicaSet", "shop", name)
                  .controlledBy("argoproj.io/v1alpha1", "Rollout", "r" + random.nextInt(2))
                  .replicas(random.nextInt(2));
          case 2 -> Objects.of("v1", "Pod", "shop", name);
          default -> Objects.of("batch/v1", "Job", "shop", name);
        };
    if (random.nextBoolean()) {
      object.privileged();
    }
    if (random.nextInt(4) == 0) {
      object.finished();
    }
    return object.version(1000 + version).json();
  }

  private static List<JsonMap> objects() {
    List<JsonMap> objects = new ArrayList<>();
    for (int revision = 0; revision < 10; revision++) {
      objects.add(
          Objects.of("apps/v1", "ReplicaSet", "shop", "canary-" + revision)
              .controlledBy("argoproj.io/v1alpha1", "Rollout", "canary")
              .replicas(0)
              .privileged()
              .json());
    }
    objects.add(replicaSet("canary-10").controlledBy(ROLLOUT, "Rollout", "canary").json());
    objects.add(
        replicaSet("canary-11").controlledBy(ROLLOUT, "Rollout", "canary").privileged().json());
    objects.add(deployment("shop", "cart").privileged().json());
    objects.add(replicaSet("cart-1").controlledBy("apps/v1", "Deployment", "cart").json());
    objects.add(replicaSet("cart-2").controlledBy("apps/v1", "Deployment", "cart").json());
    for (int pod = 0; pod < 4; pod++) {
      objects.add(
          Objects.of("v1", "Pod", "shop", "cart-" + pod)
              .controlledBy("apps/v1", "ReplicaSet", "cart-" + (1 + pod % 2))
              .json());
    }
    for (int job = 0; job < 30; job++) {
      objects.add(Objects.of("batch/v1", "Job", "shop", "once-" + job).finished().json());
    }
    objects.add(Objects.of("batch/v1", "CronJob", "shop", "nightly").json());
    for (int run = 0; run < 3; run++) {
      objects.add(
          Objects.of("batch/v1", "Job", "shop", "nightly-" + run)
              .controlledBy("batch/v1", "CronJob", "nightly")
              .json());
      objects.add(
          Objects.of("v1", "Pod", "shop", "nightly-" + run)
              .controlledBy("batch/v1", "Job", "nightly-" + run)
              .json());
    }
    objects.add(Objects.of("v1", "Pod", "shop", "bare").json());
    return List.copyOf(objects);
  }

  private static final String ROLLOUT = "argoproj.io/v1alpha1";

  private static Objects replicaSet(String name) {
    return Objects.of("apps/v1", "ReplicaSet", "shop", name);
  }
}
