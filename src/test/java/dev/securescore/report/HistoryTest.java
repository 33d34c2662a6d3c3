package dev.securescore.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.HistoryEntry;
import dev.securescore.scoring.Fraction;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  @Test
  void lastValueOfADayWins() {
    History history = History.of(days("2026-11-22", "50.0", "2026-11-23", "60.0"), TODAY, of(70));

    assertThat(history.days())
        .containsExactlyElementsOf(days("2026-11-22", "50.0", "2026-11-23", "70.0"));
  }

  @Test
  void dayWithoutAScoreHasNoEntry() {
    History history =
        History.of(days("2026-11-22", "50.0", "2026-11-23", "60.0"), TODAY, Optional.empty());

    assertThat(history.days()).containsExactlyElementsOf(days("2026-11-22", "50.0"));
    assertThat(history.changeInAWeek(TODAY)).isEmpty();
  }

  @Test
  void keepsNinetyDaysTheOldestGoFirst() {
    List<HistoryEntry> before =
        IntStream.rangeClosed(1, 90)
            .mapToObj(day -> new HistoryEntry(TODAY.minusDays(91 - day).toString(), score(day)))
            .toList();

    History history = History.of(before, TODAY, of(70));

    assertThat(history.days()).hasSize(90);
    assertThat(history.days().getFirst().date()).isEqualTo("2026-08-26");
    assertThat(history.days().getLast()).isEqualTo(new HistoryEntry("2026-11-23", "70.0"));
  }

  @Test
  void dayOnWhichTheScoreStayedHasNoEntry() {
    History history = History.of(days("2026-11-20", "50.0"), TODAY, of(50));

    assertThat(history.days()).containsExactlyElementsOf(days("2026-11-20", "50.0"));
    assertThat(history.changeInAWeek(TODAY)).isEmpty();
    assertThat(history.changeInAWeek(TODAY.plusDays(4))).contains("0");
  }

  @Test
  void dayOnWhichTheScoreCameBackHasNoEntry() {
    History history = History.of(days("2026-11-20", "50.0", "2026-11-23", "60.0"), TODAY, of(50));

    assertThat(history.days()).containsExactlyElementsOf(days("2026-11-20", "50.0"));
  }

  @Test
  void daysThatAnEarlierReleaseKeptBecomeOne() {
    History history =
        History.of(
            days("2026-11-20", "50.0", "2026-11-21", "50.0", "2026-11-22", "60.0"), TODAY, of(60));

    assertThat(history.days())
        .containsExactlyElementsOf(days("2026-11-20", "50.0", "2026-11-22", "60.0"));
  }

  @Test
  void scoreThatHeldWhenTheNinetyDaysBeganStays() {
    List<HistoryEntry> before =
        days("2025-01-01", "10.0", "2025-02-01", "20.0", "2026-11-01", "50.0");

    assertThat(History.of(before, TODAY, of(70)).days())
        .containsExactlyElementsOf(
            days("2025-02-01", "20.0", "2026-11-01", "50.0", "2026-11-23", "70.0"));
  }

  @Test
  void clockThatIsBehindDropsNoDay() {
    List<HistoryEntry> before =
        days(
            "2026-11-16", "40.0", "2026-11-23", "50.0", "2026-11-24", "60.0", "2026-11-26", "65.0");

    History history = History.of(before, TODAY, of(70));

    assertThat(history.days())
        .containsExactlyElementsOf(
            days(
                "2026-11-16",
                "40.0",
                "2026-11-23",
                "70.0",
                "2026-11-24",
                "60.0",
                "2026-11-26",
                "65.0"));
    assertThat(history.changeInAWeek(TODAY)).contains("+30.0");
  }

  @Test
  void historyOfAClockThatIsBehindStillHasNinetyDays() {
    List<HistoryEntry> before =
        IntStream.rangeClosed(1, 90)
            .mapToObj(day -> new HistoryEntry(TODAY.plusDays(day - 88).toString(), score(day)))
            .toList();

    History history = History.of(before, TODAY.minusDays(1), of(70));

    assertThat(history.days()).hasSize(90);
    assertThat(history.days().getLast().date()).isEqualTo("2026-11-25");
    assertThat(history.days().get(86)).isEqualTo(new HistoryEntry("2026-11-22", "70.0"));
  }

  @Test
  void dayThatACrazyClockWroteGoesAway() {
    History history = History.of(days("2026-11-22", "50.0", "2099-01-01", "60.0"), TODAY, of(70));

    assertThat(history.days())
        .containsExactlyElementsOf(days("2026-11-22", "50.0", "2026-11-23", "70.0"));
  }

  @Test
  void weekIsComparedWithTheNewestEntryThatIsOldEnough() {
    List<HistoryEntry> before =
        days("2026-11-10", "10.0", "2026-11-14", "75.5", "2026-11-17", "90.0");

    assertThat(History.of(before, TODAY, of(70)).changeInAWeek(TODAY)).contains("-5.5");
    assertThat(History.of(before, TODAY, of(80)).changeInAWeek(TODAY)).contains("+4.5");
  }

  @Test
  void noChangeIsZero() {
    List<HistoryEntry> before = days("2026-11-16", "70.0");

    assertThat(History.of(before, TODAY, of(70)).changeInAWeek(TODAY)).contains("0");
  }

  @Test
  void withoutAnOldEntryNobodyKnowsTheChange() {
    List<HistoryEntry> before = days("2026-11-17", "70.0");

    assertThat(History.of(before, TODAY, of(70)).changeInAWeek(TODAY)).isEmpty();
  }

  private static String score(int day) {
    return day % 2 + "0.0";
  }

  private static Optional<Fraction> of(int percent) {
    return Optional.of(Fraction.of(percent, 1));
  }

  private static List<HistoryEntry> days(String... datesAndScores) {
    return IntStream.range(0, datesAndScores.length / 2)
        .mapToObj(
            index -> new HistoryEntry(datesAndScores[2 * index], datesAndScores[2 * index + 1]))
        .toList();
  }
}
