package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CompressedStoreTest {

  private static final ScoreReportStatus STATUS =
      Serialization.unmarshal(
          """
          observedGeneration: 3
          score: 80
          display: {score: "80.4", grade: B}
          conditions:
          - {type: Ready, status: "True", reason: Current, lastTransitionTime: "2026-11-23T20:00:00Z", message: "äöü"}
          recommendations:
          - {name: seccomp-profile, severity: Medium, unhealthy: 12, maxMilliPoints: 30000, gain: "+10.7"}
          history:
          - {date: "2026-11-16", score: "79.5"}
          """,
          ScoreReportStatus.class);

  private final CompressedStore<ScoreReport> store = new CompressedStore<>();

  private static ScoreReport report(String namespace, String version) {
    ScoreReport report = new ScoreReport();
    report.setMetadata(
        new ObjectMetaBuilder()
            .withName("namespace")
            .withNamespace(namespace)
            .withGeneration(3L)
            .withResourceVersion(version)
            .addToLabels("team", "checkout")
            .build());
    report.setStatus(STATUS);
    return report;
  }

  @Test
  void givesBackWhatWasPut() {
    ScoreReport report = report("shop", "7");

    assertThat(store.put(store.getKey(report), report)).isNull();

    assertThat(store.get("shop/namespace")).isEqualTo(report).isNotSameAs(report);
    assertThat(store.get("shop/namespace").getStatus()).isEqualTo(STATUS);
    assertThat(store.get("shop/other")).isNull();
  }

  @Test
  void tellsWhatWasThereBefore() {
    store.put("shop/namespace", report("shop", "7"));

    assertThat(store.put("shop/namespace", report("shop", "8"))).isEqualTo(report("shop", "7"));
    assertThat(store.remove("shop/namespace")).isEqualTo(report("shop", "8"));
    assertThat(store.remove("shop/namespace")).isNull();
    assertThat(store.size()).isZero();
  }

  @Test
  void whoGetsAReportMayChangeIt() {
    store.put("shop/namespace", report("shop", "7"));

    store.get("shop/namespace").setStatus(null);

    assertThat(store.get("shop/namespace").getStatus()).isEqualTo(STATUS);
  }

  @Test
  void aListOfAllIsOfIdentitiesOnly() {
    store.put("shop/namespace", report("shop", "7"));
    store.put("legacy/namespace", report("legacy", "9"));

    assertThat(store.keySet()).containsExactlyInAnyOrder("shop/namespace", "legacy/namespace");
    assertThat(store.values())
        .allSatisfy(report -> assertThat(report.getStatus()).isNull())
        .extracting(report -> report.getMetadata().getResourceVersion())
        .containsExactlyInAnyOrder("7", "9");
    assertThat(store.isFullState()).isFalse();
  }
}
