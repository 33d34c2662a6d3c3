package dev.securescore.operator.watch;

import static dev.securescore.operator.watch.Declarations.OWNED;
import static dev.securescore.operator.watch.Declarations.POLICY_EXCLUDING;
import static dev.securescore.operator.watch.Declarations.PRIVILEGED;
import static dev.securescore.operator.watch.Declarations.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogSourceTest {

  private static final CatalogCompiler COMPILER = new CatalogCompiler(CelLanguage.kubernetes());

  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<Catalog> installed = new ArrayList<>();
  private final CatalogSource source =
      new CatalogSource(
          COMPILER, WatchSettings.STANDARD, scheduler, scheduler.clock(), installed::add);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  private static SecurityRecommendation recommendation(String yaml) {
    return Serialization.unmarshal(yaml, SecurityRecommendation.class);
  }

  private List<String> judged() {
    return installed.getLast().judged().stream().map(Recommendation::name).toList();
  }

  @Test
  void whatIsDeclaredAtTheStartIsInstalledBeforeLoadReturns() {
    source.load(List.of(recommendation(PRIVILEGED)), null, null);

    assertThat(judged()).containsExactly("privileged");
    assertThat(source.isPending()).isFalse();
  }

  @Test
  void manyChangesInARowAreOnePass() {
    source.put(recommendation(PRIVILEGED));
    scheduler.pass(Duration.ofMillis(400));
    source.put(recommendation(OWNED));
    scheduler.pass(Duration.ofMillis(400));
    source.put(recommendation(SERVICE));
    scheduler.pass(Duration.ofMillis(400));
    assertThat(installed).isEmpty();
    assertThat(source.isPending()).isTrue();

    scheduler.pass(Duration.ofMillis(100));

    assertThat(installed).hasSize(1);
    assertThat(judged()).containsExactly("owned", "privileged", "service");
    assertThat(source.isPending()).isFalse();
  }

  @Test
  void endlessChangesDoNotHoldTheCatalogueBackForEver() {
    for (int number = 0; number < 60; number++) {
      SecurityRecommendation changing = recommendation(PRIVILEGED);
      changing.getMetadata().setName("changing-" + number);
      source.put(changing);
      scheduler.pass(Duration.ofMillis(100));
    }

    assertThat(installed).isNotEmpty();
  }

  @Test
  void whatIsToldAgainChangesNothing() {
    source.load(List.of(recommendation(PRIVILEGED)), null, null);

    source.put(recommendation(PRIVILEGED));
    source.policy(null);
    source.remove("never-there");
    scheduler.pass(Duration.ofSeconds(10));

    assertThat(installed).hasSize(1);
  }

  @Test
  void releaseThatWasFollowedBeforeHoldsUntilThePolicyNamesALater() {
    SecurityRecommendation later = recommendation(PRIVILEGED);
    later.getMetadata().setLabels(Map.of("securescore.dev/since", "0.2.0"));
    source.load(List.of(later), null, "0.1.0");
    assertThat(installed.getLast().judged().getFirst().scored()).isFalse();

    source.policy(policy("{activeUpTo: 0.2.0}"));
    scheduler.pass(Duration.ofSeconds(1));
    assertThat(installed.getLast().judged().getFirst().scored()).isTrue();

    source.policy(policy("{}"));
    scheduler.pass(Duration.ofSeconds(1));
    assertThat(installed.getLast().policy().activeUpTo()).isEqualTo("0.2.0");
    assertThat(installed.getLast().judged().getFirst().scored()).isTrue();
  }

  private static SecureScorePolicy policy(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecureScorePolicy
        metadata: {name: cluster}
        spec: %s
        """
            .formatted(spec),
        SecureScorePolicy.class);
  }

  @Test
  void policyTakesEffectAndItsEndToo() {
    source.load(
        List.of(recommendation(PRIVILEGED)),
        Serialization.unmarshal(POLICY_EXCLUDING, SecureScorePolicy.class),
        null);
    assertThat(judged()).isEmpty();

    source.policy(null);
    scheduler.pass(Duration.ofSeconds(1));

    assertThat(judged()).containsExactly("privileged");
  }

  @Test
  void dateInALifecycleChangesTheCatalogueByItself() {
    source.load(
        List.of(
            recommendation(PRIVILEGED + "  lifecycle: {activeTime: \"2026-11-23T13:00:00Z\"}\n")),
        null,
        null);
    assertThat(installed.getLast().judged().getFirst().scored()).isFalse();

    scheduler.pass(Duration.ofMinutes(59));
    assertThat(installed).hasSize(1);
    scheduler.pass(Duration.ofMinutes(2));

    assertThat(installed.getLast().judged().getFirst().scored()).isTrue();
  }

  @Test
  void dateThatWasMovedMakesNoCatalogueAtItsFormerTime() {
    String lifecycle = "  lifecycle: {activeTime: \"2026-11-23T%d:00:00Z\"}\n";
    source.load(List.of(recommendation(PRIVILEGED + lifecycle.formatted(13))), null, null);

    source.put(recommendation(PRIVILEGED + lifecycle.formatted(14)));
    scheduler.pass(Duration.ofMinutes(61));

    assertThat(installed).hasSize(2);
  }

  @Test
  void whatWasDeletedUnnoticedIsForgotten() {
    source.load(List.of(recommendation(PRIVILEGED), recommendation(OWNED)), null, null);
    List<String> before = source.names();
    source.put(recommendation(SERVICE));

    source.retain(before, Set.of("privileged"));
    scheduler.pass(Duration.ofSeconds(1));

    assertThat(judged()).containsExactly("privileged", "service");
  }
}
