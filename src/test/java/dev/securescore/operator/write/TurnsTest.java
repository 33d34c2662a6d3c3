package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.ScoreReport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final WriteKey SHOP = WriteKey.Report.ownOf("shop");

  private final WriteSchedule schedule = new WriteSchedule();
  private final TestGate gate = new TestGate();
  private final Turns turns = new Turns(schedule, new KnownKeys(), gate, new MovableClock());

  @Test
  void turnThatMeetsAGateClosedForAMomentComesAgain() {
    schedule.at(SHOP, START);
    assertThat(schedule.due(START, 10, key -> true)).containsExactly(SHOP);

    gate.close();
    assertThat(turns.begins(SHOP, report())).isFalse();

    Instant later = START.plusSeconds(2);
    assertThat(schedule.due(later, 10, key -> true)).containsExactly(SHOP);
  }

  private static ScoreReport report() {
    ScoreReport report = new ScoreReport();
    report.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName("namespace").build());
    return report;
  }
}
