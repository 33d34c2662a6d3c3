package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What values change about the rules, and that they change nothing else. */
class ChartAlertsTest {

  private static final String RULES = "--set=metrics.prometheusRule.enabled=true";
  private static final String ALERTS = "metrics.prometheusRule.alerts.";

  private static List<JsonNode> rules(Helm helm, String... options) {
    List<String> all = new ArrayList<>(List.of(RULES, "--set=crds.install=false"));
    all.addAll(List.of(options));
    return helm.render(all.toArray(String[]::new))
        .ofKind("PrometheusRule")
        .flatMap(file -> groups(file.path("spec")))
        .toList();
  }

  private static Stream<JsonNode> groups(JsonNode file) {
    return Rendered.elements(file.path("groups"))
        .flatMap(group -> Rendered.elements(group.path("rules")));
  }

  private static List<JsonNode> alerts(List<JsonNode> rules, String name) {
    return rules.stream().filter(rule -> rule.path("alert").asText().equals(name)).toList();
  }

  private static List<JsonNode> shipped() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    try (Stream<Path> files = Files.list(Helm.CHART.resolve("files/rules"))) {
      for (Path file : files.sorted().toList()) {
        groups(new YAMLMapper().readTree(file.toFile())).forEach(rules::add);
      }
    }
    return rules;
  }

  @ParameterizedTest
  @EnumSource
  void rulesAreThoseOfTheFilesUnlessValuesSayOtherwise(Helm helm) throws IOException {
    assertThat(rules(helm)).isEqualTo(shipped());
  }

  @ParameterizedTest
  @EnumSource
  void singleAlertsAreSwitchedOff(Helm helm) throws IOException {
    List<JsonNode> rules =
        rules(helm, "--set=" + ALERTS + "SecureScoreRoseWithoutFix.enabled=false");

    assertThat(alerts(rules, "SecureScoreRoseWithoutFix")).isEmpty();
    assertThat(rules)
        .isEqualTo(
            shipped().stream()
                .filter(rule -> !rule.path("alert").asText().equals("SecureScoreRoseWithoutFix"))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void numbersAndSeverityAreSet(Helm helm) throws IOException {
    List<JsonNode> rules =
        rules(
            helm,
            "--set=" + ALERTS + "SecureScoreDropped.threshold=12.5",
            "--set=" + ALERTS + "SecureScoreDropped.for=1h30m",
            "--set=" + ALERTS + "SecureScoreDropped.keepFiringFor=1h",
            "--set=" + ALERTS + "SecureScoreDropped.severity=critical",
            "--set=" + ALERTS + "SecureScoreExemptionExpiring.threshold=1209600",
            "--set=" + ALERTS + "SecureScoreReportStale.threshold=0");

    JsonNode dropped = alerts(rules, "SecureScoreDropped").getFirst();
    assertThat(dropped.path("expr").asText())
        .contains(" >= 12.5 # threshold")
        .doesNotContain(" 5 ");
    assertThat(dropped.path("for").asText()).isEqualTo("1h30m");
    assertThat(dropped.path("keep_firing_for").asText()).isEqualTo("1h");
    assertThat(dropped.at("/labels/severity").asText()).isEqualTo("critical");
    assertThat(alerts(rules, "SecureScoreExemptionExpiring").getFirst().path("expr").asText())
        .contains(" < 1209600 # threshold");
    assertThat(alerts(rules, "SecureScoreReportStale").getFirst().path("expr").asText())
        .contains(" > 0 # threshold");
    assertThat(alerts(rules, "SecureScoreNamespaceDropped"))
        .isEqualTo(alerts(shipped(), "SecureScoreNamespaceDropped"));
  }

  @ParameterizedTest
  @EnumSource
  void alertsLinkToTheirRunbooksWhereValuesSayWhereTheseAre(Helm helm) {
    List<JsonNode> rules =
        rules(helm, "--set=metrics.prometheusRule.runbookUrl=https://docs.example.com/runbooks");

    assertThat(rules.stream().filter(rule -> rule.has("alert")))
        .isNotEmpty()
        .allSatisfy(alert ->
            assertThat(alert.at("/annotations/runbook_url").asText())
                .startsWith("https://docs.example.com/runbooks#securescore"));
    assertThat(
            alerts(rules, "SecureScoreDropped").getFirst().at("/annotations/runbook_url").asText())
        .isEqualTo("https://docs.example.com/runbooks#securescoredropped");
  }

  @ParameterizedTest
  @EnumSource
  void fileWithoutAnAlertThatIsOnIsLeftOut(Helm helm) throws IOException {
    String[] off =
        shipped().stream()
            .filter(rule -> rule.has("alert"))
            .map(rule -> "--set=" + ALERTS + rule.path("alert").asText() + ".enabled=false")
            .distinct()
            .toArray(String[]::new);

    assertThat(rules(helm, off))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.has("record")).isTrue());
  }
}
