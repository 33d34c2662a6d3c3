package dev.securescore.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** P1 to P6, P8 and P9 of the scoring reference, each over ten thousand generated scopes. */
class ScorePropertiesTest {

  private static final int SCOPES = 10_000;
  private static final long SEED = 20181203;

  @Test
  void pointsStayBetweenZeroAndMaximum() {
    forScopes((tallies, random) -> {
      Score score = Score.of(tallies);
      assertThat(score.points()).isLessThanOrEqualTo(Fraction.of(score.maximumPoints(), 1));
      score
          .contributions()
          .forEach(each ->
              assertThat(each.points()).isLessThanOrEqualTo(Fraction.of(each.tally().points(), 1)));
    });
  }

  @Test
  void gainsAndScoreSumToAHundred() {
    forScopes((tallies, random) -> {
      Score score = Score.of(tallies);
      score
          .percent()
          .ifPresent(percent -> {
            Fraction sum = percent;
            for (Contribution each : score.contributions()) {
              sum = sum.plus(each.gain());
            }
            assertThat(sum).isEqualTo(Fraction.of(100, 1));
          });
    });
  }

  @Test
  void fixingAFindingNeverLowersTheScore() {
    forScopes((tallies, random) -> {
      int index = random.nextInt(tallies.size());
      Tally before = tallies.get(index);
      if (before.unhealthy() > 0) {
        Tally after = with(before, before.healthy() + 1, before.unhealthy() - 1);
        assertNotLower(Score.of(replace(tallies, index, after)), Score.of(tallies));
      }
    });
  }

  @Test
  void worthlessAndNotApplicableHaveNoEffect() {
    forScopes((tallies, random) -> {
      List<Tally> more = new ArrayList<>(tallies);
      more.add(new Tally("worthless", 0, Severity.LOW, random.nextInt(9), 5, 0, 0, 0));
      more.add(new Tally("silent", 50, Severity.LOW, 0, 0, 0, random.nextInt(9), 0));
      assertThat(Score.of(more).percent()).isEqualTo(Score.of(tallies).percent());
    });
  }

  @Test
  void healthyResourceNeverLowersAndUnhealthyOneNeverRaises() {
    forScopes((tallies, random) -> {
      List<Tally> healthier =
          tallies.stream()
              .map(each ->
                  each.total() == 0 ? each : with(each, each.healthy() + 1, each.unhealthy()))
              .toList();
      List<Tally> worse =
          tallies.stream()
              .map(each ->
                  each.total() == 0 ? each : with(each, each.healthy(), each.unhealthy() + 1))
              .toList();
      assertNotLower(Score.of(healthier), Score.of(tallies));
      assertNotLower(Score.of(tallies), Score.of(worse));
    });
  }

  @Test
  void orderOfTalliesDoesNotMatter() {
    forScopes((tallies, random) -> {
      List<Tally> shuffled = new ArrayList<>(tallies);
      Collections.shuffle(shuffled, random);
      assertThat(Score.of(shuffled)).isEqualTo(Score.of(tallies));
    });
  }

  @Test
  void fixingEverythingGainsTheSumOfGains() {
    forScopes((tallies, random) -> {
      Score score = Score.of(tallies);
      for (Contribution each : score.contributions()) {
        int index = tallies.indexOf(each.tally());
        Tally fixed = with(each.tally(), each.tally().total(), 0);
        Score after = Score.of(replace(tallies, index, fixed));
        score
            .percent()
            .ifPresent(percent ->
                assertThat(after.percent().orElseThrow()).isEqualTo(percent.plus(each.gain())));
      }
    });
  }

  @Test
  void rawScoreIsTheSameWhateverIsExempt() {
    forScopes((tallies, random) -> {
      List<Tally> exempt =
          tallies.stream()
              .map(each -> {
                int mitigated = random.nextInt(each.unhealthy() + 1);
                int waived = random.nextInt(each.unhealthy() - mitigated + 1);
                return exempt(each, mitigated, waived);
              })
              .toList();
      Score none = Score.of(tallies);
      Score raw = Score.of(exempt).raw();
      assertThat(raw.percent()).isEqualTo(none.percent());
      assertThat(raw.milliPoints()).isEqualTo(none.milliPoints());
      assertThat(raw.maximumPoints()).isEqualTo(none.maximumPoints());
      assertThat(raw.coverage()).isEqualTo(none.coverage());
      assertThat(raw.exempt()).isZero();
      assertThat(Score.of(exempt).exempt())
          .isEqualTo(exempt.stream().mapToInt(Tally::exempt).sum());
    });
  }

  @Test
  void mitigatingIsNotWorseThanWaivingAndWaivingNotWorseThanNothing() {
    forScopes((tallies, random) -> {
      List<Tally> mitigated = new ArrayList<>();
      List<Tally> waived = new ArrayList<>();
      for (Tally each : tallies) {
        int findings = random.nextInt(each.unhealthy() + 1);
        mitigated.add(exempt(each, findings, 0));
        waived.add(exempt(each, 0, findings));
      }
      // Where everything is waived there is no score to compare.
      if (Score.of(waived).percent().isPresent()) {
        assertNotLower(Score.of(mitigated), Score.of(waived));
        assertNotLower(Score.of(waived), Score.of(tallies));
      }
      assertNotLower(Score.of(mitigated), Score.of(tallies));
    });
  }

  private static Tally exempt(Tally tally, int mitigated, int waived) {
    return new Tally(
        tally.recommendation(),
        tally.points(),
        tally.severity(),
        tally.healthy() + mitigated,
        tally.unhealthy() - mitigated - waived,
        mitigated,
        waived,
        tally.notApplicable(),
        tally.notEvaluated());
  }

  private static void assertNotLower(Score higher, Score lower) {
    lower
        .percent()
        .ifPresent(
            percent -> assertThat(higher.percent().orElseThrow()).isGreaterThanOrEqualTo(percent));
  }

  private static void forScopes(BiConsumer<List<Tally>, Random> property) {
    Random random = new Random(SEED);
    for (int scope = 0; scope < SCOPES; scope++) {
      List<Tally> tallies = new ArrayList<>();
      int recommendations = 1 + random.nextInt(12);
      for (int index = 0; index < recommendations; index++) {
        tallies.add(
            new Tally(
                "r" + index,
                random.nextInt(Points.MAXIMUM + 1),
                Severity.values()[random.nextInt(4)],
                count(random),
                count(random),
                0,
                count(random),
                count(random)));
      }
      property.accept(List.copyOf(tallies), random);
    }
  }

  private static int count(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(3);
      case 2 -> random.nextInt(50);
      default -> random.nextInt(50_000);
    };
  }

  private static Tally with(Tally tally, int healthy, int unhealthy) {
    return new Tally(
        tally.recommendation(),
        tally.points(),
        tally.severity(),
        healthy,
        unhealthy,
        tally.waived(),
        tally.notApplicable(),
        tally.notEvaluated());
  }

  private static List<Tally> replace(List<Tally> tallies, int index, Tally tally) {
    List<Tally> copy = new ArrayList<>(tallies);
    copy.set(index, tally);
    return copy;
  }
}
