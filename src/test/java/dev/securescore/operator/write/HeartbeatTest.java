package dev.securescore.operator.write;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  @Test
  void intervalIsAQuarterOfAnHourGiveOrTakeATenth() {
    List<Duration> intervals =
        IntStream.range(0, 1000)
            .mapToObj(number -> Heartbeat.interval(WriteKey.Report.ownOf("n" + number), 400))
            .toList();

    assertThat(intervals)
        .allMatch(interval ->
            interval.compareTo(Duration.ofSeconds(810)) >= 0
                && interval.compareTo(Duration.ofSeconds(990)) <= 0);
    long busiestSecond =
        intervals.stream()
            .mapToLong(Duration::toSeconds)
            .boxed()
            .collect(groupingBy(second -> second, counting()))
            .values()
            .stream()
            .mapToLong(count -> count)
            .max()
            .orElseThrow();
    assertThat(busiestSecond).isLessThan(20);
  }

  @Test
  void reportsOfThousandsOfNamespacesAreConfirmedAtOneIn2Seconds() {
    int reports = 10_000;
    double perSecond =
        IntStream.range(0, reports)
            .mapToObj(number -> Heartbeat.interval(WriteKey.Report.ownOf("n" + number), reports))
            .mapToDouble(interval -> 1.0 / interval.toSeconds())
            .sum();

    assertThat(perSecond).isBetween(0.49, 0.52);
    assertThat(Heartbeat.interval(new WriteKey.ClusterReport("cluster"), reports))
        .isLessThan(Duration.ofMinutes(17));
  }

  @Test
  void nameDecidesTheInterval() {
    assertThat(Heartbeat.interval(WriteKey.Report.ownOf("shop"), 1))
        .isEqualTo(Heartbeat.interval(WriteKey.Report.ownOf("shop"), 1));
  }

  @Test
  void whatNobodyConfirmedIsDueAtOnce() {
    WriteKey key = WriteKey.Report.ownOf("shop");

    assertThat(Heartbeat.next(key, 1, null)).isEqualTo(Instant.MIN);
    assertThat(Heartbeat.next(key, 1, "yesterday")).isEqualTo(Instant.MIN);
    assertThat(Heartbeat.next(key, 1, "2026-11-23T12:00:00Z"))
        .isEqualTo(Instant.parse("2026-11-23T12:00:00Z").plus(Heartbeat.interval(key, 1)));
  }
}
