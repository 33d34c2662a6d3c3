package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.monitoring.PromQl.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void metricsAndTheirLabelsAreFound() {
    PromQl expression =
        PromQl.of(
            "topk(3, max by (cluster, scope) (a:b_c:max{x=~\"1|}\",y!=\"by (z)\"} offset 1h))"
                + " / on (cluster) group_left (version) rate(errors_total[5m]) > 0.5 # threshold of {it}\n"
                + "and plain");

    assertThat(expression.selectors())
        .containsExactly(
            new Selector("a:b_c:max", Set.of("x", "y")),
            new Selector("errors_total", Set.of()),
            new Selector("plain", Set.of()));
    assertThat(expression.labels()).containsExactly("cluster", "scope", "version");
  }
}
