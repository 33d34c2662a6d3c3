package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scan prints, and with which code it ends. */
class ScanCommandTest extends ScanOfShop {

  @Test
  void jsonKeepsItsContract() {
    JsonNode result = scan("-o", "json", manifests).json();

    assertThat(ImmutableList.copyOf(result.fieldNames()))
        .containsExactly(
            "score",
            "display",
            "milliPoints",
            "coverage",
            "recommendations",
            "inactive",
            "resources",
            "findings",
            "passedOver",
            "exemptions");
    assertThat(result.path("score").asInt()).isEqualTo(50);
    assertThat(result.at("/display/score").asText()).isEqualTo("50.0");
    assertThat(result.at("/display/grade").asText()).isEqualTo("D");
    assertThat(result.path("milliPoints"))
        .hasToString("{\"current\":40000,\"maximum\":80000,\"raw\":40000}");
    assertThat(result.path("coverage").asInt()).isEqualTo(100);
    assertThat(result.at("/recommendations/0"))
        .hasToString(
            "{\"name\":\"not-privileged\",\"title\":\"Containers should not be privileged\","
                + "\"severity\":\"Critical\",\"control\":\"prevent-host-takeover\","
                + "\"references\":[{\"standard\":\"PSS\",\"id\":\"baseline/privileged\"}],"
                + "\"healthy\":1,\"unhealthy\":1,\"notApplicable\":0,\"notEvaluated\":0,"
                + "\"milliPoints\":25000,\"maxMilliPoints\":50000,\"gain\":\"31.3\",\"exempt\":0}");
    assertThat(result.at("/resources/0"))
        .hasToString(
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"cart\","
                + "\"file\":\"%s\",\"line\":1,\"score\":37}".formatted(manifests));
    assertThat(result.at("/findings/0").toString())
        .startsWith(
            "{\"recommendation\":\"not-privileged\",\"verdict\":\"Unhealthy\","
                + "\"message\":\"container server is privileged\",\"container\":\"server\","
                + "\"resource\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"shop\","
                + "\"name\":\"cart\"},\"file\":\"%s\",\"line\":6,".formatted(manifests));
  }

  @Test
  void yamlSaysWhatJsonSays() {
    assertThat(scan("-o", "yaml", manifests).out())
        .startsWith("score: 50\n")
        .contains("container: \"server\"".replace("\"", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "2, --fail-on=Critical --standard=CIS",
    "3, --fail-on=Critical --standard=PSS/baseline",
    "3, --fail-on=Critical",
    "3, --fail-on=low",
    "0, --fail-below=50",
    "4, --fail-below=51",
    "0, --fail-coverage-below=100",
    "3, --fail-on=High --fail-below=90",
    "2, --fail-on=Terrible",
    "2, --fail-below=101",
    "2, --output=pdf",
    "2, --unknown"
  })
  void gatesAreExitCodes(int code, String options) {
    assertThat(scan(with(options, manifests)).exitCode()).isEqualTo(code);
  }

  @Test
  void lowCoverageFailsItsGate() throws IOException {
    write(
        "rules/broken.yaml",
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: needs-more}
        spec:
          title: Needs a field that is not there
          severity: Low
          target: PodSpec
          validations:
          - expression: podSpec.nodeName == 'a'
          remediation: {summary: Nothing.}
        """);

    Outcome outcome = scan("--fail-coverage-below=100", manifests);

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.out()).contains("50.0?").contains("no such key: nodeName");
  }

  @Test
  void unreadableDocumentIsNamedAndTheRestIsJudged() throws IOException {
    String broken = write("broken.yaml", "kind: [\n---\n" + TWO);

    Outcome outcome = scan(broken);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(broken + ":");
    assertThat(outcome.out()).contains("score 50.0");
  }

  @Test
  void lowestOfSeveralExitCodesApplies() {
    assertThat(scan("--fail-on=Low", manifests, folder + "/missing.yaml").exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "yaml"})
  void pipedOutputHasNoColour(String format) {
    assertThat(scan("-o", format, manifests).out()).doesNotContain("\u001b[");
  }

  @Test
  void terminalHasColourUnlessNoColorIsSet() {
    String[] arguments = {"scan", "--no-builtin", "--recommendations", rules, manifests};

    assertThat(new CommandRun().onTerminal(true).of(arguments).out()).contains("\u001b[");
    assertThat(new CommandRun().onTerminal(true).with("NO_COLOR", "1").of(arguments).out())
        .doesNotContain("\u001b[");
  }
}
