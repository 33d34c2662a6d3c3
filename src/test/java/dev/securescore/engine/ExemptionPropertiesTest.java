package dev.securescore.engine;

import static dev.securescore.engine.Objects.deployment;
import static dev.securescore.engine.TestCluster.NOT_PRIVILEGED;
import static dev.securescore.engine.TestCluster.TAGGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.LabelSelector;
import dev.securescore.exemption.Declaration;
import dev.securescore.json.JsonMap;
import dev.securescore.scoring.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P8 and P9 on the engine itself, over ten thousand random states of one cluster. */
class ExemptionPropertiesTest {

  private static final int STEPS = 10_000;
  private static final int BETWEEN_RECOUNTS = 50;
  private static final long SEED = 20181203;
  private static final Scope SHOP = new Scope.Namespace("shop", LabelSelector.EVERYTHING);
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  private final Random random = new Random(SEED);
  private final Map<String, JsonMap> objects = new LinkedHashMap<>();

  @Test
  void rawScoreNeverMovesAndCountersNeverDrift() {
    TestCluster exempting = TestCluster.with(NOT_PRIVILEGED, TAGGED);
    TestCluster plain = TestCluster.with(NOT_PRIVILEGED, TAGGED);
    for (int step = 1; step <= STEPS; step++) {
      if (random.nextInt(3) == 0) {
        exempt(exempting, randomExemptions());
      } else {
        change(List.of(exempting, plain), step);
      }
      Score adjusted = exempting.namespace("shop").score();
      Score none = plain.namespace("shop").score();

      assertThat(adjusted.raw().percent()).isEqualTo(none.percent());
      assertThat(adjusted.raw().coverage()).isEqualTo(none.coverage());
      if (step % BETWEEN_RECOUNTS == 0) {
        TestCluster fresh = TestCluster.with(NOT_PRIVILEGED, TAGGED);
        objects.values().forEach(fresh::observe);
        assertThat(fresh.engine.exempt(exempting.engine.exemptions())).isEmpty();
        assertThat(exempting.engine.tallies(SHOP)).isEqualTo(fresh.engine.tallies(SHOP));
      }
    }
  }

  @Test
  void mitigatingIsNotWorseThanWaivingAndWaivingNotWorseThanNothing() {
    TestCluster cluster = TestCluster.with(NOT_PRIVILEGED, TAGGED);
    for (int step = 1; step <= STEPS; step++) {
      change(List.of(cluster), step);
      List<Target> targets = randomTargets();
      Score nothing = scoreWith(cluster, List.of());
      Score waived = scoreWith(cluster, all(targets, "Waived"));
      Score mitigated = scoreWith(cluster, all(targets, "Mitigated"));

      // Where everything is waived there is no score to compare.
      if (waived.percent().isPresent()) {
        assertThat(mitigated.percent().orElseThrow())
            .isGreaterThanOrEqualTo(waived.percent().orElseThrow());
        assertThat(waived.percent().orElseThrow())
            .isGreaterThanOrEqualTo(nothing.percent().orElseThrow());
      }
    }
  }

  /** What an exemption is about, before it is decided what becomes of it. */
  private record Target(String name, String recommendation, String fields) {

    Declaration decided(String decision) {
      return Exempting.inShop(name, recommendation, decision, fields);
    }
  }

  private List<Target> randomTargets() {
    List<Target> targets = new ArrayList<>();
    for (int index = random.nextInt(4); index > 0; index--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      targets.add(
          new Target(
              "x" + index,
              random.nextBoolean() ? "privileged-container" : "image-tag",
              switch (random.nextInt(3)) {
                case 0 -> "resourceSelector: {matchLabels: {app: " + name + "}}";
                case 1 -> "resourceSelector: {}";
                default -> Exempting.deployment(name);
              }));
    }
    return targets;
  }

  private List<Declaration> randomExemptions() {
    return randomTargets().stream()
        .map(each -> each.decided(random.nextBoolean() ? "Waived" : "Mitigated"))
        .toList();
  }

  private static List<Declaration> all(List<Target> targets, String decision) {
    return targets.stream().map(each -> each.decided(decision)).toList();
  }

  private static Score scoreWith(TestCluster cluster, List<Declaration> exemptions) {
    exempt(cluster, exemptions);
    return cluster.namespace("shop").score();
  }

  private static void exempt(TestCluster cluster, List<Declaration> exemptions) {
    assertThat(cluster.engine.exempt(Exempting.of(exemptions))).isEmpty();
  }

  private void change(List<TestCluster> clusters, int version) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    Objects object = deployment("shop", name).version(version);
    object.labelled("app", NAMES.get(random.nextInt(NAMES.size())));
    JsonMap json = random.nextBoolean() ? object.privileged().json() : object.json();
    if (random.nextInt(5) == 0) {
      objects.remove(name);
      clusters.forEach(cluster -> cluster.forget(json));
    } else {
      objects.put(name, json);
      clusters.forEach(cluster -> cluster.observe(json));
    }
  }
}
