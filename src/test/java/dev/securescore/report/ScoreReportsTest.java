package dev.securescore.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.ExcludedNamespaces;
import dev.securescore.api.HistoryEntry;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.RecommendationScore;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.WorstResource;
import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Snapshot;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreReportsTest {

  private static final String BEFORE =
      """
      conditions:
      - {type: Ready, status: "True", reason: Current, observedGeneration: 1, lastTransitionTime: "2026-11-23T20:00:00Z", message: "before"}
      - {type: Complete, status: "False", reason: NotEvaluated, observedGeneration: 1, lastTransitionTime: "2026-11-23T20:00:00Z", message: "before"}
      display: {score: "79.5?"}
      history:
      - {date: "2026-11-16", score: "79.5"}
      - {date: "2026-11-23", score: "79.6"}
      """;

  @Test
  void shopIsAsInTheExamples() throws IOException {
    // given
    ScoreReportStatus before = Serialization.unmarshal(BEFORE, ScoreReportStatus.class);

    // when
    ScoreReportStatus status = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), before));

    // then
    assertThat(status).isEqualTo(read("shop.yaml"));
  }

  @Test
  void gainsAddUpToWhatIsMissing() {
    ScoreReportStatus status = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), null));

    assertThat(
            status.recommendations().stream()
                .flatMap(line -> Optional.ofNullable(line.gain()).stream())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("19.7");
  }

  @Test
  void writtenAndReadAgainItIsTheSame() {
    ScoreReportStatus status = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), null));

    assertThat(Serialization.unmarshal(Serialization.asJson(status), ScoreReportStatus.class))
        .isEqualTo(status);
  }

  @Test
  void whenItWasConfirmedIsNoNews() {
    ReportRequest first = Shop.request(Shop.snapshot(), null);
    ScoreReportStatus one = ScoreReports.ofNamespace(first);
    ScoreReportStatus later =
        ScoreReports.ofNamespace(
            new ReportRequest(
                first.snapshot(),
                first.recommendations(),
                null,
                1,
                one,
                true,
                List.of(),
                Duration.ZERO,
                Shop.NOW.plusSeconds(60)));

    assertThat(later).isNotEqualTo(one);
    assertThat(ScoreReports.saySame(one, later)).isTrue();
  }

  @Test
  void unchangedScoreKeepsItsLastChange() {
    ScoreReportStatus before = Serialization.unmarshal(BEFORE, ScoreReportStatus.class);
    ScoreReportStatus changed = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), before));

    ScoreReportStatus again = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), changed));

    assertThat(again.lastChange()).isEqualTo(changed.lastChange()).isNotNull();
  }

  @Test
  void firstStatusHasNoLastChange() {
    assertThat(ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), null)).lastChange()).isNull();
  }

  @Test
  void nothingToScoreIsNoScore() {
    Snapshot snapshot = Shop.snapshot(Shop.catalog(), List.of(), List.of(), Set.of());

    ScoreReportStatus status = ScoreReports.ofNamespace(Shop.request(snapshot, null));

    assertThat(status.score()).isNull();
    assertThat(requireNonNull(status.display()).score()).isEqualTo("-");
    assertThat(requireNonNull(status.display()).grade()).isEqualTo("-");
    assertThat(requireNonNull(status.display()).topFix()).isNull();
    assertThat(status.history()).isEmpty();
    assertThat(condition(status, "TargetMet"))
        .extracting(Condition::getStatus, Condition::getReason)
        .containsExactly("Unknown", "NoApplicableResources");
    assertThat(status.coverage()).isEqualTo(100);
    assertThat(requireNonNull(status.display()).coverage()).isEqualTo("-");
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
    assertThat(condition(status, "Ready").getMessage()).endsWith(", nothing to judge");
    assertThat(condition(status, "Complete"))
        .extracting(Condition::getStatus, Condition::getMessage)
        .containsExactly("True", "nothing to judge");
  }

  @Test
  void missingVerdictsMarkTheScoreAndNameTheKinds() {
    Snapshot snapshot =
        Shop.snapshot(
            Shop.catalog(),
            List.of(new Tally("seccomp-profile", 30, Severity.MEDIUM, 8, 2, 0, 0, 3)),
            List.of(),
            Set.of(new KindName("networking.k8s.io", "Ingress"), new KindName("", "Secret")));

    ScoreReportStatus status = ScoreReports.ofNamespace(Shop.request(snapshot, null));

    assertThat(requireNonNull(status.display()).score()).isEqualTo("80.0?");
    assertThat(status.coverage()).isEqualTo(76);
    assertThat(status.history()).containsExactly(new HistoryEntry("2026-11-23", "80.0"));
    assertThat(condition(status, "Complete"))
        .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
        .containsExactly(
            "False",
            "NotEvaluated",
            "10 of 13 verdicts, 3 not evaluated; cannot read Ingress.networking.k8s.io, Secret");
    assertThat(condition(status, "Ready").getMessage()).endsWith("3 verdicts missing");
  }

  @Test
  void targetDecidesWhetherItIsMetNotWhetherTheReportIsReady() {
    assertThat(withTarget(80))
        .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
        .containsExactly("True", "Reached", "score 80.4, target 80");
    assertThat(withTarget(81))
        .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
        .containsExactly("False", "Missed", "score 80.4, target 81");
  }

  @Test
  void whileReadingItIsNotReady() {
    ScoreReportStatus status =
        ScoreReports.ofNamespace(
            new ReportRequest(
                Shop.snapshot(),
                LabelSelector.EVERYTHING,
                null,
                1,
                null,
                false,
                List.of(),
                Duration.ZERO,
                Shop.NOW));

    assertThat(condition(status, "Ready"))
        .extracting(Condition::getStatus, Condition::getReason)
        .containsExactly("False", "Syncing");
  }

  @Test
  void clusterReportNamesNamespacesAndWhatIsExcluded() {
    SecureScorePolicySpec standard = SecureScorePolicySpec.DEFAULT;
    SecureScorePolicySpec excluding =
        new SecureScorePolicySpec(
            standard.platformNamespaces(),
            new ExcludedNamespaces(List.of("sandbox", "attic")),
            List.of(),
            standard.exemptions(),
            List.of(),
            standard.ephemeral(),
            standard.writes(),
            null);
    Catalog catalog = Shop.catalog(List.of(), excluding);
    Snapshot.Standing cart =
        new Snapshot.Standing(
            new ResourceId(new KindName("", "Pod"), "shop", "cart", ""),
            Optional.empty(),
            Fraction.of(1, 1),
            IntStream.range(0, 20).mapToObj(number -> "failing-" + number).toList(),
            List.of(),
            "");

    ScoreReportStatus status =
        ScoreReports.ofCluster(
            Shop.request(Shop.snapshot(catalog, Shop.tallies(), List.of(cart), Set.of()), null));

    assertThat(status.namespaces()).isEqualTo(1);
    assertThat(status.excludedNamespaces()).containsExactly("attic", "sandbox");
    WorstResource worst = status.worst().getFirst();
    assertThat(worst.namespace()).isEqualTo("shop");
    assertThat(worst.failing()).hasSize(5);
    assertThat(worst.moreFailing()).isEqualTo(15);
    assertThat(worst.managedBy()).isNull();
  }

  @Test
  void sizeIsBounded() {
    List<SecurityRecommendation> many =
        IntStream.range(0, 300)
            .mapToObj(number -> Shop.recommendation("r" + number, "Low", 10))
            .toList();
    List<Tally> tallies =
        many.stream()
            .map(each -> new Tally(each.getMetadata().getName(), 10, Severity.LOW, 1, 1, 0, 0, 0))
            .toList();

    ScoreReportStatus status =
        ScoreReports.ofNamespace(
            Shop.request(Shop.snapshot(Shop.catalog(many), tallies, List.of(), Set.of()), null));

    assertThat(status.recommendations()).hasSize(256);
    assertThat(requireNonNull(status.truncated()).recommendations()).isEqualTo(44);
  }

  @Test
  void fixIsSaidWhereThereIsSomethingToFix() {
    ScoreReportStatus status = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), null));

    assertThat(status.recommendations())
        .allSatisfy(line ->
            assertThat(line.fix() == null).as(line.name()).isEqualTo(line.unhealthy() == 0));
    assertThat(status.recommendations())
        .extracting(RecommendationScore::name)
        .startsWith("seccomp-profile", "run-as-non-root");
  }

  @Test
  void fixIsSaidOfTheFiveBestAndOfWhatCapsTheGrade() {
    List<SecurityRecommendation> many =
        IntStream.range(0, 8)
            .mapToObj(number ->
                Shop.recommendation("r" + number, number == 7 ? "Critical" : "Low", 50 - number))
            .toList();
    List<Tally> tallies =
        IntStream.range(0, 8)
            .mapToObj(number ->
                new Tally(
                    "r" + number,
                    50 - number,
                    number == 7 ? Severity.CRITICAL : Severity.LOW,
                    1,
                    1,
                    0,
                    0,
                    0))
            .toList();

    ScoreReportStatus status =
        ScoreReports.ofNamespace(
            Shop.request(Shop.snapshot(Shop.catalog(many), tallies, List.of(), Set.of()), null));

    assertThat(status.recommendations())
        .filteredOn(line -> line.fix() != null)
        .extracting(RecommendationScore::name)
        .containsExactly("r0", "r1", "r2", "r3", "r4", "r7");
  }

  @Test
  void whatIsWorthNoPointsIsNamedOnlyWhereItSaysSomething() {
    List<Tally> tallies =
        List.of(
            new Tally("followed", 0, Severity.HIGH, 5, 0, 0, 0, 0),
            new Tally("violated", 0, Severity.HIGH, 4, 1, 0, 0, 0),
            new Tally("missing", 0, Severity.HIGH, 4, 0, 0, 0, 1),
            new Tally("waived", 0, Severity.HIGH, 4, 0, 1, 0, 0),
            new Tally("followed-for-points", 5, Severity.HIGH, 5, 0, 0, 0, 0));

    ScoreReportStatus status =
        ScoreReports.ofNamespace(
            Shop.request(Shop.snapshot(Shop.catalog(), tallies, List.of(), Set.of()), null));

    assertThat(status.recommendations())
        .extracting(RecommendationScore::name)
        .containsExactlyInAnyOrder("violated", "missing", "waived", "followed-for-points");
    assertThat(requireNonNull(status.truncated()).recommendations()).isZero();
  }

  @Test
  void aDayOnWhichTheScoreStaysIsNoNews() {
    ScoreReportStatus today = ScoreReports.ofNamespace(Shop.request(Shop.snapshot(), null));
    ScoreReportStatus tomorrow =
        ScoreReports.ofNamespace(
            new ReportRequest(
                Shop.snapshot(),
                LabelSelector.EVERYTHING,
                null,
                1,
                today,
                true,
                List.of(),
                Duration.ZERO,
                Shop.NOW.plus(Duration.ofDays(1))));

    assertThat(tomorrow.history()).containsExactly(new HistoryEntry("2026-11-23", "80.4"));
    assertThat(ScoreReports.saySame(today, tomorrow)).isTrue();
  }

  private static Condition withTarget(int target) {
    return condition(
        ScoreReports.ofNamespace(
            new ReportRequest(
                Shop.snapshot(),
                LabelSelector.EVERYTHING,
                target,
                1,
                null,
                true,
                List.of(),
                Duration.ZERO,
                Shop.NOW)),
        "TargetMet");
  }

  @Test
  void reportThatWasWrittenLateSaysHowLate() {
    assertThat(ready(Duration.ofSeconds(19))).isEqualTo("Current, 12 resources");
    assertThat(ready(Duration.ofSeconds(75)))
        .isEqualTo("Current, 12 resources, written 75 s after the first change it shows");
  }

  private static String ready(Duration waited) {
    Condition ready =
        condition(
            ScoreReports.ofNamespace(
                new ReportRequest(
                    Shop.snapshot(),
                    LabelSelector.EVERYTHING,
                    null,
                    1,
                    null,
                    true,
                    List.of(),
                    waited,
                    Shop.NOW)),
            "Ready");
    return ready.getReason()
        + ", "
        + ready.getMessage().replaceAll(", \\d+ recommendations?, all judged", "");
  }

  private static Condition condition(ScoreReportStatus status, String type) {
    return status.conditions().stream()
        .filter(each -> each.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static ScoreReportStatus read(String resource) throws IOException {
    try (InputStream stream = ScoreReportsTest.class.getResourceAsStream(resource)) {
      String yaml = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Serialization.unmarshal(
          yaml.replace("REVISION", Shop.catalog().revision().toString()), ScoreReportStatus.class);
    }
  }
}
