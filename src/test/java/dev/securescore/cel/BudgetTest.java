package dev.securescore.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final long COST = 10_000;
  private static final long STARTS_THE_CLOCK = 1024;
  private static final Duration TIME = Duration.ofMillis(100);

  private final AtomicLong clock = new AtomicLong();
  private final Budget budget = new Budget(new BudgetLimits(COST, TIME, 100), clock::get);

  @Test
  void timeStandsStillWhileSomethingIsDoneAside() {
    budget.charge(STARTS_THE_CLOCK);
    passes(Duration.ofMillis(60));
    budget.aside(own -> passes(Duration.ofHours(1)));
    passes(Duration.ofMillis(40));
    budget.charge(STARTS_THE_CLOCK);

    passes(Duration.ofMillis(1));
    assertThatThrownBy(() -> budget.charge(STARTS_THE_CLOCK)).isInstanceOf(BudgetExceeded.class);
  }

  @Test
  void whatIsDoneAsideIsBoundedAltogetherAndCostsNothingElse() {
    budget.aside(own -> {
      own.charge(COST - 1);
      return own;
    });

    assertThatThrownBy(() ->
            budget.aside(own -> {
              own.charge(2);
              return own;
            }))
        .isInstanceOf(BudgetExceeded.class);
    budget.charge(COST);
  }

  @Test
  void repetitionCostsWhatWasSpentAndWhatWasSpentAside() {
    budget.charge(COST / 2);
    budget.aside(own -> {
      own.charge(COST / 2 + 1);
      return own;
    });
    Budget.Spent spent = budget.spent();

    assertThat(budget.repeat(spent)).isFalse();
    assertThat(budget.repeat(new Budget.Spent(COST / 2, COST / 2 - 1))).isTrue();
    assertThat(budget.spent()).isEqualTo(new Budget.Spent(COST, COST));
    assertThat(budget.repeat(new Budget.Spent(0, 1))).isFalse();
  }

  private Duration passes(Duration time) {
    clock.addAndGet(time.toNanos());
    return time;
  }
}
