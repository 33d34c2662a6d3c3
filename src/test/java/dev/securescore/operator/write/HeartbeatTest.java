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
            .mapToObj(number -> Heartbeat.interval(WriteKey.Report.ownOf("n" + number)))
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
  void nameDecidesTheInterval() {
    assertThat(Heartbeat.interval(WriteKey.Report.ownOf("shop")))
        .isEqualTo(Heartbeat.interval(WriteKey.Report.ownOf("shop")));
  }

  @Test
  void whatNobodyConfirmedIsDueAtOnce() {
    WriteKey key = WriteKey.Report.ownOf("shop");

    assertThat(Heartbeat.next(key, null)).isEqualTo(Instant.MIN);
    assertThat(Heartbeat.next(key, "yesterday")).isEqualTo(Instant.MIN);
    assertThat(Heartbeat.next(key, "2026-11-23T12:00:00Z"))
        .isEqualTo(Instant.parse("2026-11-23T12:00:00Z").plus(Heartbeat.interval(key)));
  }
}
