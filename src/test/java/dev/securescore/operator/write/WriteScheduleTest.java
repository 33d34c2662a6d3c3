package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteScheduleTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final WriteKey SHOP = WriteKey.Report.ownOf("shop");
  private static final WriteKey BANK = WriteKey.Report.ownOf("bank");

  private final WriteSchedule schedule = new WriteSchedule();

  @Test
  void firstWriteComesASecondAfterTheFirstChange() {
    schedule.dirty(SHOP, START);
    schedule.dirty(SHOP, at(0.9));

    assertThat(due(at(0.9))).isEmpty();
    assertThat(due(at(1))).containsExactly(SHOP);
    assertThat(due(at(60))).isEmpty();
  }

  @Test
  void whatKeepsChangingIsWrittenEachSecondForHalfAMinuteAndThenEveryFifteen() {
    List<Double> writes = writesWhileChanging(0, 120);

    assertThat(gaps(writes.subList(0, 30))).containsOnly(1.0);
    assertThat(gaps(writes.subList(32, writes.size()))).containsOnly(15.0);
    assertThat(writes).hasSizeBetween(36, 40);
  }

  @Test
  void afterFifteenQuietSecondsAChangeIsPromptAgain() {
    writesWhileChanging(0, 60);
    assertThat(due(at(75))).containsExactly(SHOP);

    schedule.dirty(SHOP, at(95));
    assertThat(due(at(95.9))).isEmpty();
    assertThat(due(at(96))).containsExactly(SHOP);
  }

  @Test
  void whatChangesEveryTenSecondsIsWrittenAtOnceForAQuarterOfAnHourAndThenEveryFifteen() {
    List<Double> delays = delaysWhileChangingEvery(100, 18_000);

    assertThat(delays.subList(0, 85)).containsOnly(1.0);
    assertThat(delays).hasSizeBetween(140, 160);
  }

  @Test
  void whatChangesEveryTwoSecondsWaitsFifteenAfterAMinute() {
    List<Double> writes = new ArrayList<>();
    for (int tenth = 0; tenth <= 1800; tenth++) {
      if (tenth % 20 == 0) {
        schedule.dirty(SHOP, at(tenth / 10.0));
      }
      if (!write(at(tenth / 10.0)).isEmpty()) {
        writes.add(tenth / 10.0);
      }
    }

    assertThat(gaps(writes.subList(0, 30))).containsOnly(2.0);
    assertThat(writes).hasSizeBetween(36, 46);
    assertThat(writes.getLast() - writes.get(writes.size() - 2)).isGreaterThanOrEqualTo(15);
  }

  @Test
  void whatChangesAllTheTimeLetsOthersGoFirstAndLeavesThemHalfOfWhatIsSaved() {
    List<WriteKey> others = keys("other", 120);
    List<WriteKey> written = new ArrayList<>();
    for (int tenth = 0; tenth <= 700; tenth++) {
      Instant now = at(tenth / 10.0);
      keys("busy", 100).forEach(key -> schedule.dirty(key, now));
      if (tenth == 150) {
        schedule.dirty(SHOP, now);
      }
      if (tenth == 600) {
        others.forEach(key -> schedule.dirty(key, now));
      }
      List<WriteKey> due = write(now);
      assertThat(due.contains(SHOP)).isEqualTo(tenth == 160);
      written.addAll(due);
    }

    assertThat(written).containsAll(others);
    assertThat(written.size() - others.size()).isBetween(600, 800);
  }

  @Test
  void quietReportWaitsForThoseThatAreDueLongerAndNotForAllBusyOnes() {
    double longest = 0;
    double changed = 0;
    for (int tenth = 0; tenth <= 3000; tenth++) {
      Instant now = at(tenth / 10.0);
      keys("busy", 200).forEach(key -> schedule.dirty(key, now));
      if (tenth % 300 == 150) {
        schedule.dirty(SHOP, now);
        changed = tenth / 10.0;
      }
      if (write(now).contains(SHOP)) {
        longest = Math.max(longest, tenth / 10.0 - changed);
      }
    }

    assertThat(longest).isBetween(1.0, 8.0);
  }

  @Test
  void heartbeatsGoBeforeWhatChangesAllTheTime() {
    keys("quiet", 20).forEach(key -> schedule.confirm(key, at(60)));
    List<WriteKey> written = new ArrayList<>();
    for (int tenth = 0; tenth <= 700; tenth++) {
      Instant now = at(tenth / 10.0);
      keys("busy", 100).forEach(key -> schedule.dirty(key, now));
      written.addAll(write(now));
    }

    assertThat(written).containsAll(keys("quiet", 20));
  }

  @Test
  void turnThatCameToNothingLetsTheNextChangeGoAsAllOthers() {
    schedule.dirty(BANK, at(0));
    schedule.dirty(SHOP, at(0));
    assertThat(write(at(1))).containsExactly(BANK, SHOP);
    schedule.giveBack(SHOP);

    schedule.dirty(BANK, at(1));
    schedule.dirty(SHOP, at(1));
    keys("burst", 400).forEach(key -> schedule.dirty(key, at(1)));

    assertThat(write(at(2))).hasSize(10).contains(SHOP).doesNotContain(BANK);
  }

  @Test
  void manyHeartbeatsKeepNoSingleBusyReportWaiting() {
    keys("quiet", 2000).forEach(key -> schedule.confirm(key, at(0)));

    List<Double> delays = delaysWhileChangingEvery(50, 1200);

    assertThat(delays).hasSize(24).allMatch(delay -> delay < 1.15);
  }

  @Test
  void turnThatIsHandedOutTwiceIsOneTurn() {
    schedule.dirty(BANK, at(0));
    due(at(1));
    schedule.dirty(BANK, at(1.1));
    assertThat(due(at(2.2), 10)).containsExactly(BANK);
    assertThat(schedule.take(BANK)).isTrue();
    assertThat(schedule.take(BANK)).isFalse();
    schedule.giveBack(BANK);

    schedule.dirty(BANK, at(2.2));
    keys("burst", 400).forEach(key -> schedule.dirty(key, at(2.2)));

    assertThat(write(at(3.2))).hasSize(10).contains(BANK);
  }

  @Test
  void keyThatWasHandedOutAndIsNotWrittenYetCostsNoMore() {
    keys("n", 5).forEach(key -> schedule.dirty(key, at(0)));
    assertThat(due(at(1), 10)).hasSize(5);

    keys("n", 5).forEach(key -> schedule.dirty(key, at(1)));
    keys("m", 5).forEach(key -> schedule.dirty(key, at(0)));

    assertThat(schedule.due(at(2), 1, key -> true)).hasSize(6);
  }

  @Test
  void oldestChangeIsKnownUntilItsReportShowsIt() {
    WriteKey look = new WriteKey.Counts();
    schedule.dirty(look, at(0));
    schedule.mark(BANK, at(0));
    assertThat(schedule.oldestChange()).isEmpty();

    schedule.dirty(SHOP, at(1));
    schedule.dirty(SHOP, at(5));
    assertThat(schedule.oldestChange()).contains(at(1));

    due(at(6));
    schedule.dirty(SHOP, at(7));
    assertThat(schedule.changedAt(SHOP)).contains(at(1));
    schedule.shown(SHOP);
    assertThat(schedule.oldestChange()).contains(at(7));
    schedule.forget(SHOP);
    assertThat(schedule.oldestChange()).isEmpty();
  }

  @Test
  void clockThatIsSetBackDelaysNoChange() {
    schedule.dirty(SHOP, at(3600));
    assertThat(due(at(3601))).containsExactly(SHOP);

    schedule.dirty(SHOP, at(0));

    assertThat(due(at(1))).containsExactly(SHOP);
  }

  @Test
  void clockThatIsSetBackDelaysNoChangeAfterATurnThatCameToNothing() {
    schedule.dirty(SHOP, at(3600));
    assertThat(write(at(3601))).containsExactly(SHOP);
    keys("burst", 600).forEach(key -> schedule.dirty(key, at(0)));
    schedule.dirty(SHOP, at(0));
    IntStream.range(10, 450).forEach(tenth -> write(at(tenth / 10.0)));
    schedule.giveBack(SHOP);

    schedule.dirty(SHOP, at(45));
    keys("burst", 600).forEach(key -> schedule.dirty(key, at(45)));

    List<WriteKey> written = new ArrayList<>();
    IntStream.range(450, 1000).forEach(tenth -> written.addAll(write(at(tenth / 10.0))));
    assertThat(written).contains(SHOP);
  }

  @Test
  void noChangeWaitsLongerThanFifteenSeconds() {
    double waiting = 0;
    double longest = 0;
    for (int second = 0; second < 300; second++) {
      if (second % 7 == 0) {
        schedule.dirty(SHOP, at(second));
        waiting = waiting == 0 ? second : waiting;
      }
      if (!write(at(second)).isEmpty()) {
        longest = Math.max(longest, second - waiting);
        waiting = 0;
      }
    }

    assertThat(longest).isBetween(1.0, 15.0);
  }

  @Test
  void budgetIsSharedTheLongestDueFirst() {
    for (int number = 0; number < 100; number++) {
      schedule.dirty(WriteKey.Report.ownOf("n" + number), START.plusMillis(number));
    }

    List<WriteKey> first = schedule.due(at(10), 10, key -> true);
    List<WriteKey> tenthLater = schedule.due(at(10.1), 10, key -> true);
    List<WriteKey> secondLater = schedule.due(at(11.1), 10, key -> true);

    assertThat(first).hasSize(10).startsWith(WriteKey.Report.ownOf("n0"));
    assertThat(tenthLater)
        .containsExactly(WriteKey.Report.ownOf("n10"), WriteKey.Report.ownOf("n11"));
    assertThat(secondLater).hasSize(10).endsWith(WriteKey.Report.ownOf("n21"));
  }

  @Test
  void whatWasSavedIsSpentTwiceAsFastForHalfAMinuteAndThenTheBudgetHolds() {
    List<Integer> written = new ArrayList<>();
    for (int tick = 0; tick < 900; tick++) {
      Instant now = at(tick / 10.0);
      keys("n", 2000).forEach(key -> schedule.dirty(key, now));
      written.add(write(now).size());
    }

    assertThat(sum(written.subList(0, 250))).isBetween(450, 510);
    assertThat(sum(written.subList(400, 500))).isBetween(95, 105);
    assertThat(sum(written)).isBetween(1150, 1210);
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void writeThatWasNotNeededIsGivenBack() {
    keys("n", 20).forEach(key -> schedule.dirty(key, START));
    schedule.due(at(5), 10, key -> true).forEach(schedule::giveBack);

    assertThat(schedule.due(at(5), 10, key -> true)).hasSize(10);
  }

  @Test
  void whatIsNotReadyStaysDueAndHoldsNobodyUp() {
    schedule.dirty(SHOP, START);
    schedule.dirty(BANK, START);

    assertThat(schedule.due(at(5), 10, key -> key.equals(BANK))).containsExactly(BANK);
    assertThat(schedule.due(at(5), 10, key -> true)).containsExactly(SHOP);

    schedule.confirm(SHOP, at(6));
    schedule.confirm(BANK, at(6));
    assertThat(schedule.due(at(2000), 10, key -> key.equals(BANK))).containsExactly(BANK);
    assertThat(schedule.due(at(2000), 10, key -> true)).containsExactly(SHOP);
  }

  @Test
  void lookAtTheCountsCostsNothing() {
    WriteKey look = new WriteKey.Counts();
    keys("n", 20).forEach(key -> schedule.dirty(key, START));
    schedule.dirty(look, START);

    assertThat(schedule.due(at(5), 10, key -> true)).hasSize(11).contains(look);
  }

  @Test
  void turnIsUsedOnce() {
    schedule.dirty(SHOP, START);

    assertThat(schedule.take(SHOP)).isFalse();
    due(at(1));
    assertThat(schedule.take(SHOP)).isTrue();
    assertThat(schedule.take(SHOP)).isFalse();
  }

  @Test
  void heartbeatComesAtItsTimeUnlessAChangeComesEarlier() {
    schedule.confirm(SHOP, at(900));
    assertThat(due(at(899))).isEmpty();
    assertThat(due(at(900))).containsExactly(SHOP);

    schedule.confirm(SHOP, at(1800));
    schedule.dirty(SHOP, at(1000));
    assertThat(due(at(1001))).containsExactly(SHOP);
    assertThat(due(at(2000))).isEmpty();
  }

  @Test
  void heartbeatThatComesFirstShowsTheChangeToo() {
    schedule.confirm(SHOP, at(10));
    schedule.dirty(SHOP, at(9.5));

    assertThat(due(at(10))).containsExactly(SHOP);
    assertThat(due(at(20))).isEmpty();
  }

  @Test
  void heartbeatsOfNamespacesLetChangesGoFirst() {
    keys("n", 500).forEach(key -> schedule.confirm(key, at(0)));
    schedule.confirm(BANK, at(0));
    schedule.dirty(SHOP, at(2));
    schedule.dirty(BANK, at(2));

    assertThat(due(at(3), 10)).hasSize(10).startsWith(SHOP, BANK);
    assertThat(due(at(10), 10)).hasSize(10).doesNotContain(SHOP, BANK);
  }

  @Test
  void heartbeatsLeaveWhatIsSavedToBursts() {
    keys("n", 1000).forEach(key -> schedule.confirm(key, at(0)));
    int confirmed = 0;
    for (int tick = 0; tick < 600; tick++) {
      confirmed += due(at(tick / 10.0), 10).size();
    }
    assertThat(confirmed).isBetween(590, 620);

    List<WriteKey> burst = keys("b", 300);
    burst.forEach(key -> schedule.dirty(key, at(59)));
    List<WriteKey> written = new ArrayList<>();
    for (int tick = 600; tick < 760; tick++) {
      written.addAll(due(at(tick / 10.0), 10));
    }
    assertThat(written).containsAll(burst);
  }

  @Test
  void heartbeatThatWaitedForAQuarterOfAnHourGoesBeforeChanges() {
    schedule.confirm(BANK, at(0));
    List<Integer> confirmed = new ArrayList<>();
    for (int second = 1; second < 1000; second++) {
      for (int number = 0; number < 3; number++) {
        schedule.dirty(WriteKey.Report.ownOf("n" + second + "." + number), at(second - 1));
      }
      if (due(at(second), 2).contains(BANK)) {
        confirmed.add(second);
      }
    }

    assertThat(confirmed).containsExactly(900);
  }

  @Test
  void onlyTheTurnOfAHeartbeatConfirms() {
    schedule.confirm(SHOP, at(10));
    schedule.dirty(SHOP, at(0));
    due(at(1));
    assertThat(schedule.mayConfirm(SHOP)).isFalse();

    schedule.confirm(SHOP, at(10));
    due(at(10));
    assertThat(schedule.mayConfirm(SHOP)).isTrue();

    schedule.dirty(SHOP, at(20));
    due(at(21));
    assertThat(schedule.mayConfirm(SHOP)).isFalse();
    assertThat(schedule.mayConfirm(WriteKey.ClusterReport.CLUSTER)).isTrue();
  }

  @Test
  void clusterReportIsConfirmedInItsTurn() {
    schedule.dirty(SHOP, at(0));
    schedule.confirm(WriteKey.ClusterReport.CLUSTER, at(0.5));

    assertThat(due(at(5), 1)).containsExactly(WriteKey.ClusterReport.CLUSTER);
  }

  @Test
  void heartbeatIsNoChangeThatSlowsTheNextWriteDown() {
    schedule.confirm(SHOP, START);
    due(START);

    schedule.dirty(SHOP, at(0.5));
    assertThat(due(at(1.5))).containsExactly(SHOP);
  }

  @Test
  void forgottenKeyIsNotHandedOut() {
    schedule.dirty(SHOP, START);
    schedule.confirm(SHOP, START);
    schedule.forget(SHOP);

    assertThat(due(at(100))).isEmpty();
    assertThat(schedule.take(SHOP)).isFalse();
  }

  @Test
  void tenThousandNamespacesAreScheduledAtOnce() {
    Instant now = START;
    for (int round = 0; round < 20; round++) {
      now = now.plusSeconds(20);
      for (int number = 0; number < 10_000; number++) {
        schedule.dirty(WriteKey.Report.ownOf("n" + number), now);
      }
    }

    assertThat(schedule.due(now.plusSeconds(1), 100_000, key -> true)).hasSize(10_000);
  }

  /** When the key is written that changes each tenth of a second, in seconds since the start. */
  private List<Double> writesWhileChanging(int from, int to) {
    List<Double> writes = new ArrayList<>();
    for (int tenth = from * 10; tenth <= to * 10; tenth++) {
      Instant now = START.plusMillis(tenth * 100L);
      if (!write(now).isEmpty()) {
        writes.add(tenth / 10.0);
      }
      schedule.dirty(SHOP, now);
    }
    return writes;
  }

  /** After how many seconds each write of a key comes that changes every so many tenths. */
  private List<Double> delaysWhileChangingEvery(int tenths, int until) {
    List<Double> delays = new ArrayList<>();
    double changed = 0;
    for (int tenth = 0; tenth <= until; tenth++) {
      Instant now = at(tenth / 10.0);
      if (tenth % tenths == 0) {
        schedule.dirty(SHOP, now);
        changed = tenth / 10.0;
      }
      if (write(now).contains(SHOP)) {
        delays.add(tenth / 10.0 - changed);
      }
    }
    return delays;
  }

  private static List<Double> gaps(List<Double> times) {
    return IntStream.range(1, times.size())
        .mapToObj(index -> times.get(index) - times.get(index - 1))
        .toList();
  }

  private static List<WriteKey> keys(String prefix, int count) {
    return IntStream.range(0, count)
        .<WriteKey>mapToObj(number -> WriteKey.Report.ownOf(prefix + number))
        .toList();
  }

  /** Has what is handed out written at once. */
  private List<WriteKey> write(Instant now) {
    List<WriteKey> written = due(now, 10);
    written.forEach(key -> assertThat(schedule.take(key)).isTrue());
    return written;
  }

  private List<WriteKey> due(Instant now) {
    return due(now, 1000);
  }

  private List<WriteKey> due(Instant now, int perSecond) {
    return schedule.due(now, perSecond, key -> true);
  }

  private static Instant at(double seconds) {
    return START.plus(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}
