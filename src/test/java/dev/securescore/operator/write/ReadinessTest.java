package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final AtomicBoolean complete = new AtomicBoolean();
  private final Readiness readiness = new Readiness(complete::get);

  @Test
  void beforeTheFirstReadNothingIsWrittenHoweverLongItTakes() {
    assertThat(readiness.becameComplete(START)).isFalse();

    assertThat(readiness.mayWrite(false, START.plusSeconds(3600))).isFalse();
  }

  @Test
  void whenEverythingIsReadItIsSaidOnce() {
    readiness.becameComplete(START);
    complete.set(true);

    assertThat(readiness.becameComplete(START.plusSeconds(1))).isTrue();
    assertThat(readiness.becameComplete(START.plusSeconds(2))).isFalse();
    assertThat(readiness.mayWrite(true, START.plusSeconds(2))).isTrue();
  }

  @Test
  void whileReadingAgainItWaitsHalfAMinuteAndNoLonger() {
    complete.set(true);
    readiness.becameComplete(START);
    complete.set(false);
    readiness.becameComplete(START);

    assertThat(readiness.mayWrite(false, START.plusSeconds(29))).isFalse();
    assertThat(readiness.mayWrite(false, START.plusSeconds(30))).isTrue();
  }

  @Test
  void numbersTakenWhileReadingWaitEvenWhenItIsOverMeanwhile() {
    complete.set(true);
    readiness.becameComplete(START);

    assertThat(readiness.mayWrite(false, START.plusSeconds(1))).isFalse();
    assertThat(readiness.mayWrite(true, START.plusSeconds(1))).isTrue();
  }
}
