package dev.securescore.operator.write;

import dev.securescore.exemption.ExemptionName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What came of each exemption at its last look, so that a scrape need not look itself. */
final class ExemptionReasons {

  private final Map<ExemptionName, String> reasons = new ConcurrentHashMap<>();

  void put(ExemptionName name, String reason) {
    reasons.put(name, reason);
  }

  void remove(ExemptionName name) {
    reasons.remove(name);
  }

  /** How many exemptions there are by the reason of their condition Effective. */
  Map<String, Long> counts() {
    return reasons.values().stream()
        .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
  }
}
