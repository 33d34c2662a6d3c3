package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

  private static final Set<String> RISING =
      Set.of("exemption", "recommendations", "namespaces", "coverage", "resources");

  private static Set<String> names() {
    return RuleFiles.alerts().stream()
        .map(alert -> alert.path("alert").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<JsonNode> unitTests() {
    return RuleFiles.unitTests().stream()
        .map(RuleFiles::read)
        .flatMap(file -> file.path("tests").valueStream())
        .flatMap(test -> test.path("alert_rule_test").valueStream())
        .toList();
  }

  /** What a unit test expects of an alert over time: q for quiet, f for firing. */
  private static String seen(String alert, JsonNode test) {
    return test.path("alert_rule_test")
        .valueStream()
        .filter(each -> each.path("alertname").asText().equals(alert))
        .sorted(Comparator.comparingInt(each -> minutes(each.path("eval_time").asText())))
        .map(each -> each.path("exp_alerts").isEmpty() ? "q" : "f")
        .collect(Collectors.joining());
  }

  private static int minutes(String time) {
    assertThat(time).matches("\\d+m");
    return Integer.parseInt(time.substring(0, time.length() - 1));
  }

  @Test
  void everyAlertSaysWhatItIsAndWhatToDo() {
    assertThat(RuleFiles.alerts())
        .hasSizeGreaterThan(10)
        .allSatisfy(alert -> {
          String name = alert.path("alert").asText();
          JsonNode annotations = alert.path("annotations");
          assertThat(name).matches("SecureScore([A-Z][a-z]+)+");
          assertThat(alert.path("labels").path("severity").asText())
              .isIn("critical", "warning", "info");
          assertThat(annotations.path("summary").asText()).hasSizeBetween(20, 250).endsWith(".");
          assertThat(annotations.path("description").asText())
              .hasSizeBetween(40, 400)
              .endsWith(".");
          assertThat(annotations.path("runbook").asText())
              .isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
          assertThat(annotations.has("runbook_url")).as("a link that nobody can click").isFalse();
        });
  }

  @Test
  void noAlertFlapsWhileALeaseMoves() {
    assertThat(RuleFiles.alerts())
        .allSatisfy(alert -> {
          assertThat(alert.path("for").asText()).matches("\\d+m");
          assertThat(alert.path("keep_firing_for").asText()).isEqualTo("10m");
        });
  }

  /** What can be set to something else must not be said in words too. */
  @Test
  void wordsDoNotRepeatTheNumbersThatCanBeSet() {
    assertThat(RuleFiles.alerts())
        .allSatisfy(alert -> {
          String words =
              alert.at("/annotations/summary").asText()
                  + alert.at("/annotations/description").asText();
          assertThat(words)
              .doesNotContainPattern(
                  "(?<!\\d)" + alert.path("for").asText().replace("m", " minutes"));
          RuleFiles.Threshold.of(alert)
              .ifPresent(threshold ->
                  assertThat(words).doesNotContainPattern("\\b" + threshold.number() + "\\b"));
        });
  }

  @Test
  void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
    List<String> lines = Files.readAllLines(Project.root().resolve("docs/runbooks.md"));
    String page = String.join("\n", lines);

    assertThat(lines.stream().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
        .containsExactlyInAnyOrderElementsOf(names());
    assertThat(page.split("\n## "))
        .filteredOn(section -> section.startsWith("SecureScore"))
        .allSatisfy(
            section -> assertThat(section).contains("**Means.**", "**Check.**", "**Fix.**"));
    assertThat(RISING).allSatisfy(cause -> assertThat(page).contains("| `" + cause + "` |"));
    assertThat(
            RuleFiles.alerts().stream()
                .map(alert -> alert.path("labels").path("cause").asText())
                .filter(cause -> !cause.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(RISING);
  }

  @Test
  void everyAlertIsSeenToKeepQuietToFireAndToResolve() {
    for (String name : names()) {
      assertThat(
              RuleFiles.unitTests().stream()
                  .flatMap(file -> RuleFiles.read(file).path("tests").valueStream())
                  .map(test -> seen(name, test)))
          .as(name)
          .anyMatch(seen -> seen.matches("q+f+q+"));
    }
    for (String cause : RISING) {
      assertThat(unitTests())
          .as(cause)
          .anyMatch(test -> test.at("/exp_alerts/0/exp_labels/cause").asText().equals(cause));
    }
  }

  @Test
  void recordsAreNamedByLevelMetricAndOperation() {
    assertThat(
            RuleFiles.rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText()))
        .doesNotHaveDuplicates()
        .allMatch(name ->
            name.matches(
                "(cluster|namespace|recommendation|fleet):secure_score_[a-z_]+:(max|last10m|ratio|ratio1h|count|count1h|pooled)"));
  }

  @Test
  void rulesOfThePrometheusOperatorAreMadeOfTheFiles(@TempDir Path folder) {
    Path made = folder.resolve("rules.yaml");

    Output.of(
            new ProcessBuilder("hack/generate-prometheus.sh", made.toString())
                .directory(Project.root().toFile()))
        .orFail();

    assertThat(made)
        .as("run hack/generate-prometheus.sh")
        .hasSameTextualContentAs(Project.root().resolve("config/prometheus/rules.yaml"));
  }

  @Test
  void rulesOfThePrometheusOperatorLinkToRunbooksWhereTheyAreToldWhere(@TempDir Path folder)
      throws IOException {
    Path made = folder.resolve("rules.yaml");
    ProcessBuilder generate =
        new ProcessBuilder("hack/generate-prometheus.sh", made.toString())
            .directory(Project.root().toFile());
    generate.environment().put("RUNBOOK_URL", "https://docs.example.com/runbooks");

    Output.of(generate).orFail();

    assertThat(Files.readAllLines(made).stream().filter(line -> line.contains("runbook_url:")))
        .hasSameSizeAs(RuleFiles.alerts())
        .contains("        runbook_url: https://docs.example.com/runbooks#securescoredropped");
  }
}
