package dev.securescore.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorSettingsTest {

  @Test
  void emptyEnvironmentGivesTheDocumentedDefaults() {
    OperatorSettings settings = OperatorSettings.of(Map.of());

    assertThat(settings.asKeyValues())
        .isEqualTo(
            "namespace=secure-score leaderElection=true leaseName=secure-score identity=secure-score leaseSeconds=15 bindAddress=0.0.0.0 port=8080 watchList=false pageSize=200 retrySeconds=30 reconcileThreads=4 namespaceMetrics=false enforcement=false");
  }

  @Test
  void environmentDecides() {
    OperatorSettings settings =
        OperatorSettings.of(
            Map.of(
                "SECURE_SCORE_NAMESPACE", "security",
                "SECURE_SCORE_LEADER_ELECTION", "false",
                "SECURE_SCORE_PORT", "0",
                "SECURE_SCORE_RETRY_SECONDS", "5",
                "HOSTNAME", "secure-score-7d4f-x"));

    assertThat(settings.namespace()).isEqualTo("security");
    assertThat(settings.leaderElection()).isFalse();
    assertThat(settings.port()).isZero();
    assertThat(settings.retry()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.identity()).isEqualTo("secure-score-7d4f-x");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "PORT, 70000, a whole number from 0 to 65535",
        "PORT, http, a whole number from 0 to 65535",
        "WATCH_LIST, yes, 'true' or 'false'"
      })
  void unreadableValueIsRefusedByNameWithRemedy(String name, String value, String remedy) {
    assertThatThrownBy(() -> OperatorSettings.of(Map.of("SECURE_SCORE_" + name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("environment variable SECURE_SCORE_%s is '%s': give %s", name, value, remedy);
  }
}
