package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.ScoreReportSpec;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.api.VerdictCounts;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the writing side does, on whichever API a subclass brings. */
@NullUnmarked
abstract class WritingScenarios {

  private static int namespaces;

  WritingBench bench;
  private KubernetesClient client;
  private String shop;

  abstract KubernetesClient client();

  abstract StatusWriter writer();

  @BeforeEach
  void begin() {
    client = client();
    shop = "shop-" + namespaces++;
    client.resources(SecurityRecommendation.class).delete();
    client.resources(SecureScorePolicy.class).delete();
    client.resources(ClusterScoreReport.class).delete();
    client
        .resource(
            Serialization.unmarshal(WritingBench.NOT_PRIVILEGED, SecurityRecommendation.class))
        .create();
    bench = new WritingBench(client, writer());
    bench.namespace(shop);
    bench.deployment(shop, "cart", true);
    bench.deployment(shop, "web", false);
  }

  @AfterEach
  void end() {
    bench.close();
  }

  @Test
  void ownReportsAppearWithTheirNumbers() {
    bench.start();

    bench.until(() -> {
      assertThat(shopScore()).contains("50.0");
      assertThat(status(ClusterScoreReport.CLUSTER).display().score()).isEqualTo("50.0");
      assertThat(status(ClusterScoreReport.PLATFORM).display().score()).isEqualTo("-");
    });
    assertThat(shopReport().getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/managed-by", "secure-score");
    assertThat(status(ClusterScoreReport.CLUSTER).worst().getFirst().namespace()).isEqualTo(shop);
  }

  @Test
  void withoutAChangeNothingIsWritten() {
    started();
    int before = bench.statuses.count();
    String version = shopReport().getMetadata().getResourceVersion();

    bench.deployment(shop, "web", false);
    bench.idle(Duration.ofSeconds(40));

    assertThat(bench.statuses.count()).isEqualTo(before);
    assertThat(shopReport().getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void changeIsWrittenEverywhereItShows() {
    started();
    bench.idle(Duration.ofSeconds(70));

    bench.deployment(shop, "cart", false);
    bench.pass(Duration.ofSeconds(2));

    bench.until(() -> {
      assertThat(shopScore()).contains("100.0");
      assertThat(status(ClusterScoreReport.CLUSTER).display().score()).isEqualTo("100.0");
      assertThat(recommendation().counts()).isEqualTo(new VerdictCounts(2, 0, 0, 0, 0));
    });
    assertThat(shopReport().getStatus().lastChange().from()).isEqualTo("50.0");
  }

  @Test
  void calmReportIsConfirmedAboutEveryQuarterOfAnHour() {
    started();
    String confirmed = shopReport().getStatus().lastConfirmedTime();
    int before = bench.statuses.count();

    bench.idle(Duration.ofMinutes(12));
    assertThat(bench.statuses.count()).isEqualTo(before);

    bench.idle(Duration.ofMinutes(6));
    bench.until(
        () -> assertThat(shopReport().getStatus().lastConfirmedTime()).isGreaterThan(confirmed));
    assertThat(shopScore()).contains("50.0");
  }

  @Test
  void closedGateWritesNothingAndOpeningItWritesEverything() {
    bench.gate.close();
    bench.start();
    bench.idle(Duration.ofSeconds(30));
    assertThat(bench.statuses.written()).isEmpty();
    assertThat(client.resources(ScoreReport.class).inNamespace(shop).list().getItems()).isEmpty();

    bench.gate.open();

    bench.until(() -> assertThat(shopScore()).contains("50.0"));
  }

  @Test
  void nothingIsWrittenBeforeEverythingWasRead() {
    bench.complete.set(false);
    bench.start();
    bench.idle(Duration.ofMinutes(2));

    assertThat(client.resources(ScoreReport.class).inNamespace(shop).list().getItems()).isEmpty();
    assertThat(bench.statuses.written()).allMatch(write -> write.startsWith("SecurityRec"));
  }

  @Test
  void deletedReportComesBack() {
    started();

    client.resources(ScoreReport.class).inNamespace(shop).withName(ScoreReport.NAMESPACE).delete();
    client.resources(ClusterScoreReport.class).withName(ClusterScoreReport.CLUSTER).delete();

    bench.until(() -> {
      assertThat(shopScore()).contains("50.0");
      assertThat(status(ClusterScoreReport.CLUSTER).display().score()).isEqualTo("50.0");
    });
  }

  @Test
  void excludedNamespaceLosesItsReportAndIsNamed() {
    started();

    client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: securescore.dev/v1alpha1
                kind: SecureScorePolicy
                metadata: {name: cluster}
                spec:
                  excludedNamespaces: {names: [%s]}
                  recommendations: [{name: no-such, points: 1}]
                """
                    .formatted(shop),
                SecureScorePolicy.class))
        .create();

    bench.until(() -> {
      assertThat(client.resources(ScoreReport.class).inNamespace(shop).list().getItems()).isEmpty();
      assertThat(status(ClusterScoreReport.CLUSTER).excludedNamespaces()).containsExactly(shop);
      assertThat(status(ClusterScoreReport.CLUSTER).display().score()).isEqualTo("-");
      assertThat(
              client
                  .resources(SecureScorePolicy.class)
                  .withName("cluster")
                  .get()
                  .getStatus()
                  .conditions())
          .extracting(Condition::getReason)
          .contains("UnknownName");
    });
  }

  @Test
  void ownReportMayHaveATarget() {
    started();

    editShop("target: {score: 60}");

    bench.until(() ->
        assertThat(shopReport().getStatus().conditions())
            .filteredOn(condition -> condition.getType().equals("TargetMet"))
            .extracting(Condition::getReason, Condition::getMessage)
            .containsExactly(tuple("Missed", "score 50.0, target 60")));
    assertThat(shopScore()).contains("50.0");
  }

  @Test
  void reportsOfPeopleAreAboutWhatTheyChoose() {
    started();
    ScoreReport report = new ScoreReport();
    report.getMetadata().setName("team");
    report.getMetadata().setNamespace(shop);
    report.setSpec(
        Serialization.unmarshal(
            "resourceSelector: {matchLabels: {team: checkout}}", ScoreReportSpec.class));
    client.resource(report).create();

    bench.until(() ->
        assertThat(
                client
                    .resources(ScoreReport.class)
                    .inNamespace(shop)
                    .withName("team")
                    .get()
                    .getStatus())
            .isNotNull()
            .extracting(status -> status.display().score())
            .isEqualTo("-"));
  }

  @Test
  void acceptanceIsWrittenAtOnceAndCountsOnceAMinute() {
    started();
    bench.until(() -> assertThat(recommendation().counts().healthy()).isEqualTo(1));

    bench.deployment(shop, "extra", false);
    bench.idle(Duration.ofSeconds(30));
    assertThat(recommendation().counts().healthy()).isEqualTo(1);

    bench.idle(Duration.ofSeconds(40));
    bench.until(() -> assertThat(recommendation().counts().healthy()).isEqualTo(2));

    client
        .resources(SecurityRecommendation.class)
        .withName("privileged-container")
        .edit(declared ->
            Serialization.unmarshal(
                Serialization.asJson(declared).replace("orValue(false)\"", "no.such\""),
                SecurityRecommendation.class));
    bench.until(() ->
        assertThat(recommendation().conditions().getFirst().getReason()).isEqualTo("CompileError"));
  }

  final void editShop(String spec) {
    client
        .resources(ScoreReport.class)
        .inNamespace(shop)
        .withName(ScoreReport.NAMESPACE)
        .edit(report -> {
          report.setSpec(Serialization.unmarshal(spec, ScoreReportSpec.class));
          return report;
        });
  }

  final void started() {
    bench.start();
    bench.until(() -> {
      assertThat(shopScore()).contains("50.0");
      assertThat(status(ClusterScoreReport.CLUSTER).display().score()).isEqualTo("50.0");
      assertThat(recommendation().counts()).isNotNull();
    });
    bench.idle(Duration.ofSeconds(20));
  }

  final ScoreReport shopReport() {
    return client
        .resources(ScoreReport.class)
        .inNamespace(shop)
        .withName(ScoreReport.NAMESPACE)
        .get();
  }

  final Optional<String> shopScore() {
    return Optional.ofNullable(shopReport())
        .map(ScoreReport::getStatus)
        .map(status -> status.display().score());
  }

  private ScoreReportStatus status(String name) {
    return client.resources(ClusterScoreReport.class).withName(name).get().getStatus();
  }

  private SecurityRecommendationStatus recommendation() {
    return client
        .resources(SecurityRecommendation.class)
        .withName("privileged-container")
        .get()
        .getStatus();
  }
}
