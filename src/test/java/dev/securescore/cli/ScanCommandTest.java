package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {

  private static final String TWO =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: cart, namespace: shop}
      spec:
        containers:
        - name: server
          image: cart:1
          securityContext: {privileged: true}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: pay, namespace: shop}
      spec:
        selector: {matchLabels: {app: pay}}
        template:
          metadata: {labels: {app: pay}}
          spec: {containers: [{name: main, image: pay}]}
      """;

  private static final String RULES =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: not-privileged}
      spec:
        title: Containers should not be privileged
        severity: Critical
        points: 50
        control: prevent-host-takeover
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
          messageExpression: "'container ' + container.name + ' is privileged'"
        remediation: {summary: Remove privileged.}
        references: [{standard: PSS, id: baseline/privileged}]
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: tagged}
      spec:
        title: Images should have a tag
        severity: Low
        points: 30
        target: Container
        validations:
        - expression: container.image.contains(':')
        remediation: {summary: Add a tag.}
      """;

  @TempDir private Path folder;
  private String manifests = "";
  private String rules = "";

  @BeforeEach
  void writeFiles() throws IOException {
    manifests = write("shop.yaml", TWO);
    rules = write("rules/rules.yaml", RULES);
  }

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
    "2, --output=sarif",
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

  @Test
  void standardInputIsRead() {
    Outcome outcome =
        new CommandRun()
            .reading(TWO)
            .of("scan", "--no-builtin", "--recommendations", rules, "-o", "json", "-");

    assertThat(outcome.json().path("resources")).hasSize(2);
  }

  @Test
  void twoDocumentsOfOneNameAreTwoResourcesWithAWarning() throws IOException {
    write("again.yaml", TWO);

    Outcome outcome = scan("-o", "json", manifests, folder + "/again.yaml");

    assertThat(outcome.json().path("resources")).hasSize(4);
    assertThat(outcome.err()).contains("cart").contains("again.yaml");
  }

  @Test
  void policyChangesPointsAndGivesParameters() throws IOException {
    String policy =
        write(
            "policy.yaml",
            """
            apiVersion: securescore.dev/v1alpha1
            kind: SecureScorePolicy
            metadata: {name: cluster}
            spec:
              recommendations:
              - {name: trusted-registries, parameters: [{name: registries, values: [registry.example.com/]}]}
              - {name: run-as-non-root, stage: Disabled, reason: tested}
            """);

    JsonNode result =
        new CommandRun().of("scan", "-o", "json", "--policy", policy, manifests).json();

    assertThat(result.path("inactive").findValuesAsText("name"))
        .contains("run-as-non-root")
        .doesNotContain("trusted-registries");
    assertThat(result.path("findings").findValuesAsText("recommendation"))
        .contains("trusted-registries")
        .doesNotContain("run-as-non-root");
  }

  @Test
  void malformedRecommendationIsRefusedByFileLineAndField() throws IOException {
    write("rules/bad.yaml", RULES.replace("points: 50", "points: 60"));

    Outcome outcome = scan(manifests);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("bad.yaml:").contains("points").contains("50");
  }

  @Test
  void everythingFinishedOrOwnedCountsInAFile() throws IOException {
    String dump =
        write(
            "dump.yaml",
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Pod
              metadata:
                name: done
                ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: x, uid: y, controller: true}]
              spec: {containers: [{name: main, image: "a:1"}]}
              status: {phase: Succeeded}
            """);

    assertThat(scan("-o", "json", dump).json().path("resources")).hasSize(1);
  }

  @Test
  void messagesNeverCarryTheValueOfAnEnvironmentVariable() throws IOException {
    String secret = "hunter2-very-secret";
    write(
        "rules/env.yaml",
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: env}
        spec:
          title: Fails on the value
          severity: Low
          target: Container
          validations:
          - expression: container.env.all(e, int(e.value) > 0)
          remediation: {summary: Nothing.}
        """);
    String pod =
        write(
            "env.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec: {containers: [{name: main, image: "a:1", env: [{name: PASSWORD, value: %s}]}]}
            """
                .formatted(secret));

    Outcome outcome = scan("-o", "json", pod);

    assertThat(outcome.out()).contains("NotEvaluated").doesNotContain(secret);
    assertThat(outcome.err()).doesNotContain(secret);
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

  private Outcome scan(String... arguments) {
    return new CommandRun()
        .of(
            concat(
                List.of("scan", "--no-builtin", "--recommendations", folder + "/rules"),
                List.of(arguments)));
  }

  private static String[] with(String options, String path) {
    return concat(List.of(options.split(" ", -1)), List.of(path));
  }

  private static String[] concat(List<String> first, List<String> second) {
    return ImmutableList.<String>builder()
        .addAll(first)
        .addAll(second)
        .build()
        .toArray(String[]::new);
  }

  private String write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return file.toString();
  }
}
