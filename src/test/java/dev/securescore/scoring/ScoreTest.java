package dev.securescore.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

  /** examples.md: 50+50+30×6 = 280, current 225, raw 222.5, since 30 × 11/12 = 27.5. */
  @Test
  void shopOfTheExamplesHasARawScoreBesideTheAdjustedOne() {
    Score shop =
        Score.of(
            List.of(
                new Tally("seccomp-profile", 30, Severity.MEDIUM, 0, 12, 0, 0, 0),
                new Tally("run-as-non-root", 50, Severity.HIGH, 9, 3, 0, 0, 0),
                new Tally("automount-sa-token", 30, Severity.MEDIUM, 8, 4, 0, 0, 0),
                new Tally("least-capabilities", 30, Severity.MEDIUM, 11, 1, 0, 0, 0),
                new Tally("cpu-memory-limits", 30, Severity.MEDIUM, 11, 0, 1, 0, 0),
                new Tally("privileged-container", 50, Severity.CRITICAL, 12, 0, 0, 0, 0),
                new Tally("privilege-escalation", 30, Severity.MEDIUM, 12, 0, 0, 0, 0),
                new Tally("readonly-root-filesystem", 30, Severity.MEDIUM, 12, 0, 0, 0, 0)));

    assertThat(shop.maximumMilliPoints()).isEqualTo(280_000);
    assertThat(shop.milliPoints()).isEqualTo(225_000);
    assertThat(shop.raw().milliPoints()).isEqualTo(222_500);
    assertThat(Display.score(shop)).isEqualTo("80.4");
    assertThat(Display.score(shop.raw())).isEqualTo("79.5");
    assertThat(Display.change(shop.raw().percent().orElseThrow(), shop.percent().orElseThrow()))
        .isEqualTo("+0.9");
    assertThat(Display.change(shop.percent().orElseThrow(), shop.raw().percent().orElseThrow()))
        .isEqualTo("-0.9");
  }

  @Test
  void goldenExampleG6GivesSixtyFourWithItsGains() {
    Score score =
        Score.of(
            List.of(
                tally("a", 50, 8, 2),
                tally("b", 30, 3, 7),
                tally("c", 15, 10, 0),
                tally("d", 5, 0, 4)));

    assertThat(score.percent()).contains(Fraction.of(64, 1));
    assertThat(score.milliPoints()).isEqualTo(64_000);
    assertThat(score.maximumMilliPoints()).isEqualTo(100_000);
    assertThat(score.contributions())
        .extracting(each -> each.tally().recommendation() + " " + Display.gain(each.gain()))
        .containsExactly("b 21.0", "a 10.0", "d 5.0", "c 0");
  }

  @Test
  void oneRecommendationIsPointsTimesTheHealthyShare() {
    // G-1 of the classic model has the same ratio: 6 points, 4 healthy, 74 unhealthy
    Contribution contribution = Score.of(List.of(tally("g1", 6, 4, 74))).contributions().getFirst();

    assertThat(contribution.milliPoints()).isEqualTo(308);
    assertThat(contribution.points()).isEqualTo(Fraction.of(24, 78));
  }

  @Test
  void recommendationWithoutResourcesLeavesBothSums() {
    // G-4: 9.8077 of 20
    Score score =
        Score.of(
            List.of(
                tally("a", 10, 3, 1),
                tally("b", 6, 4, 74),
                tally("dropped", 4, 0, 0),
                tally("d", 4, 5, 5)));

    assertThat(score.maximumPoints()).isEqualTo(20);
    assertThat(score.milliPoints()).isEqualTo(9_808);
    assertThat(score.percent().orElseThrow().toDecimal(2)).isEqualByComparingTo("49.04");
    assertThat(score.contributions())
        .extracting(each -> each.gain().toDecimal(2).toPlainString())
        .containsExactly("28.46", "12.50", "10.00");
  }

  @Test
  void shopExampleReadsAsInTheDesign() {
    Score score =
        Score.of(
            List.of(
                tally("seccomp-profile", 30, 0, 12),
                tally("run-as-non-root", 50, 9, 3),
                tally("automount-sa-token", 30, 8, 4),
                tally("least-capabilities", 30, 11, 1),
                tally("cpu-memory-limits", 30, 11, 0),
                tally("privileged-container", 50, 12, 0),
                tally("privilege-escalation", 30, 12, 0),
                tally("readonly-root-filesystem", 30, 12, 0)));

    assertThat(Display.score(score)).isEqualTo("80.4");
    assertThat(Display.points(score)).isEqualTo("225/280");
    assertThat(score.percent().orElseThrow().floor()).isEqualTo(80);
    assertThat(score.contributions().stream().limit(4))
        .extracting(each -> Display.signedGain(each.gain()))
        .containsExactly("+10.7", "+4.5", "+3.6", "+0.9");
  }

  @Test
  void nothingApplicableIsNoScoreAndNeverZeroOrHundred() {
    Score score = Score.of(List.of(tally("a", 50, 0, 0), tally("worthless", 0, 3, 1)));

    assertThat(score.percent()).isEmpty();
    assertThat(Display.score(score)).isEqualTo("-");
    assertThat(Display.coverage(Score.of(List.of()).coverage())).isEqualTo("-");
  }

  @Test
  void incompleteCoverageIsMarked() {
    Score score = Score.of(List.of(new Tally("a", 10, Severity.LOW, 3, 1, 0, 0, 1)));

    assertThat(Display.score(score)).isEqualTo("75.0?");
    assertThat(Display.coverage(score.coverage())).isEqualTo("80%");
  }

  @Test
  void hundredIsShownOnlyWithoutAFindingAndZeroOnlyWithoutAnythingHealthy() {
    assertThat(Display.score(Score.of(List.of(tally("a", 50, 9_999, 1))))).isEqualTo("99.9");
    assertThat(Display.score(Score.of(List.of(tally("a", 50, 1, 9_999))))).isEqualTo("0.1");
    assertThat(Display.score(Score.of(List.of(tally("a", 50, 1, 0))))).isEqualTo("100.0");
    assertThat(Display.score(Score.of(List.of(tally("a", 50, 0, 1))))).isEqualTo("0.0");
  }

  @Test
  void pointsLeftOutComeFromSeverityAndImpact() {
    assertThat(Points.of(Severity.LOW, Impact.LOW)).isEqualTo(2);
    assertThat(Points.of(Severity.MEDIUM, Impact.MEDIUM)).isEqualTo(15);
    assertThat(Points.of(Severity.HIGH, Impact.HIGH)).isEqualTo(40);
    assertThat(Points.of(Severity.CRITICAL, Impact.HIGH)).isEqualTo(50);
  }

  static Tally tally(String name, int points, int healthy, int unhealthy) {
    return new Tally(name, points, Severity.MEDIUM, healthy, unhealthy, 0, 0, 0);
  }
}
