package dev.securescore.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.api.ScoreReportStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusTableTest {

  private static final Instant NOW = Instant.parse("2026-11-23T22:30:00Z");

  private static ClusterStatus status() throws IOException {
    ScoreReportStatus report =
        new ObjectMapper()
            .readValue(
                """
                {"score": 81, "coverage": 97, "namespaces": 40, "lastConfirmedTime": "2026-11-23T22:29:48Z",
                 "resources": {"judged": 412},
                 "open": {"critical": 1, "high": 71, "medium": 0, "low": 0, "exempt": 0},
                 "display": {"score": "81.3?", "grade": "C", "coverage": "97%", "gradeCappedBy": ["1 open Critical finding"]},
                 "catalog": {"revision": "a", "recommendations": 8,
                   "inactive": [{"name": "trusted-registries", "reason": "ParameterMissing"}]},
                 "recommendations": [
                  {"name": "run-as-non-root", "severity": "High", "healthy": 5, "unhealthy": 71,
                   "maxMilliPoints": 2, "gain": "+5.9"},
                  {"name": "privileged-container", "severity": "Critical", "healthy": 9, "unhealthy": 1,
                   "maxMilliPoints": 2, "gain": "+0.4"}]}
                """,
                ScoreReportStatus.class);
    return ClusterStatus.of("prod-eu-1", report, Map.of());
  }

  @Test
  void headSaysScoreGradeWithItsCapCoverageSizeAndAge() throws IOException {
    assertThat(StatusTable.of(status(), NOW, Screen.PLAIN))
        .startsWith(
            "cluster prod-eu-1   81.3?   grade C (capped: 1 open Critical finding)   coverage 97%   "
                + "412 resources, 40 namespaces   confirmed 12 s ago");
  }

  @Test
  void whatCapsTheGradeComesFirstWithWhatItLifts() throws IOException {
    assertThat(StatusTable.of(status(), NOW, Screen.PLAIN))
        .containsPattern("1 privileged-container +Critical +\\+0\\.4 .* lifts the cap: C -> B")
        .containsPattern("2 run-as-non-root +High +\\+5\\.9");
  }

  @Test
  void previewsAreNamedWithTheScoreThatTheyForetell() throws IOException {
    String shown = StatusTable.of(previewing("\"84.2?\"", "hidden-owner", "b"), NOW, Screen.PLAIN);

    assertThat(shown.lines())
        .contains(
            "not judged: trusted-registries (no parameter)",
            "forecast 84.2? with what is in preview: hidden-owner, b");
    assertThat(StatusTable.of(previewing("null", "b"), NOW, Screen.PLAIN).lines())
        .as("where nothing applies")
        .contains("in preview: b");
    assertThat(
            StatusTable.of(
                    previewing("\"1.0\"", "a", "b", "c", "d", "e", "f", "g"), NOW, Screen.PLAIN)
                .lines())
        .contains("forecast 1.0 with what is in preview: a, b, c, d, e and 2 more");
    assertThat(StatusTable.of(status(), NOW, Screen.PLAIN)).doesNotContain("preview", "forecast");
  }

  @Test
  void nothingToJudgeIsNoFullCoverage() throws IOException {
    ClusterStatus nothing =
        ClusterStatus.of(
            "prod-eu-1",
            new ObjectMapper()
                .readValue(
                    """
                    {"coverage": 100, "display": {"score": "-", "grade": "-", "coverage": "-"}}
                    """,
                    ScoreReportStatus.class),
            Map.of());

    assertThat(StatusTable.of(nothing, NOW, Screen.PLAIN)).contains("coverage -");
  }

  private static ClusterStatus previewing(String forecast, String... names) throws IOException {
    String inactive =
        Stream.of(names)
            .map(name -> "{\"name\": \"%s\", \"reason\": \"Preview\"}".formatted(name))
            .collect(Collectors.joining(","));
    return ClusterStatus.of(
        "prod-eu-1",
        new ObjectMapper()
            .readValue(
                """
                {"display": {"score": "81.3?", "forecast": %s},
                 "catalog": {"inactive": [
                   {"name": "trusted-registries", "reason": "ParameterMissing"}, %s]}}
                """
                    .formatted(forecast, inactive),
                ScoreReportStatus.class),
        Map.of());
  }

  @Test
  void workloadsOfKindsThatAreNotConfiguredAreNotJudged() throws IOException {
    ClusterStatus status =
        status()
            .with(
                List.of(
                    new ClusterStatus.Unconfigured("argoproj.io", "Rollout", 12),
                    new ClusterStatus.Unconfigured("apps.kruise.io", "CloneSet", 1)));

    assertThat(StatusTable.of(status, NOW, Screen.PLAIN))
        .contains(
            "not judged: trusted-registries (no parameter), 12 Rollouts at zero replicas (kind not "
                + "configured: see 'secure-score kinds'), 1 CloneSet at zero replicas");
  }
}
