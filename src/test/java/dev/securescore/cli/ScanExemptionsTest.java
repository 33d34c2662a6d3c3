package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.cli.CommandRun.Outcome;
import org.junit.jupiter.api.Test;

/** The exemptions of a cluster, given to a scan as files. */
class ScanExemptionsTest extends ScanOfOneDeployment {

  private static final String APPROVED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityExemption
      metadata: {name: cart, namespace: shop}
      spec:
        recommendationRefs: [{name: no-privileged}]
        resourceRefs: [{group: apps, kind: Deployment, name: cart}]
        containerNames: [server]
        decision: Waived
        reason: It owns its node.
        expirationTime: "2027-01-31T00:00:00Z"
        approval: {by: sec@example}
      """;

  @Test
  void exemptFindingLeavesTheScoreAndStaysVisible() {
    Outcome outcome = exempting(APPROVED, "-o", "json", "--fail-on", "High");
    JsonNode json = outcome.json();

    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(json.path("display").path("score").asText()).isEqualTo("100.0");
    assertThat(json.path("display").path("rawScore").asText()).isEqualTo("25.0");
    assertThat(json.path("milliPoints").path("raw").asInt()).isEqualTo(10_000);
    JsonNode waived = json.path("recommendations").path(1);
    assertThat(waived.path("name").asText()).isEqualTo("no-privileged");
    assertThat(waived.path("exempt").asInt()).isEqualTo(1);
    JsonNode finding = json.path("findings").path(0);
    assertThat(finding.path("verdict").asText()).isEqualTo("Unhealthy");
    assertThat(finding.path("exempt").toString())
        .isEqualTo(
            "{\"kind\":\"SecurityExemption\",\"namespace\":\"shop\",\"name\":\"cart\","
                + "\"decision\":\"Waived\",\"reason\":\"It owns its node.\","
                + "\"until\":\"2027-01-31T00:00:00Z\"}");
    assertThat(json.path("exemptions").path(0).path("reason").asText()).isEqualTo("Active");
  }

  @Test
  void mitigatedFindingCountsHealthy() {
    JsonNode json = exempting(APPROVED.replace("Waived", "Mitigated"), "-o", "json").json();

    assertThat(json.path("milliPoints").path("current").asInt()).isEqualTo(40_000);
    assertThat(json.path("milliPoints").path("maximum").asInt()).isEqualTo(40_000);
    assertThat(json.path("milliPoints").path("raw").asInt()).isEqualTo(10_000);
  }

  @Test
  void tableShowsRawScoreAndWhoseExemptionItIs() {
    assertThat(exempting(APPROVED).out())
        .contains("score 100.0   raw 25.0   grade A+")
        .contains("no open findings   exempt: 1")
        .contains("0 (+1 exempt)")
        .containsPattern(
            "exempt   no-privileged   container server is privileged \\(waived by cart until"
                + " 2027-01-31T00:00:00Z\\)");
  }

  @Test
  void exemptionWithoutApprovalHasNoEffectUnlessThePolicyAllowsIt() {
    String requested = APPROVED.replace("  approval: {by: sec@example}\n", "");
    Outcome outcome = exempting(requested, "-o", "json", "--fail-on", "High");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err())
        .contains(
            "exempt.yaml:1: SecurityExemption shop/cart has no effect (Requested): waits for");
    assertThat(outcome.json().path("score").asInt()).isEqualTo(25);

    String policy =
        file(
            "policy.yaml",
            """
            apiVersion: securescore.dev/v1alpha1
            kind: SecureScorePolicy
            metadata: {name: cluster}
            spec:
              exemptions: {namespaced: Allow}
            """);
    assertThat(exempting(requested, "--policy", policy, "-o", "json").json().path("score").asInt())
        .isEqualTo(100);
  }

  @Test
  void exemptionThatDoesNothingSaysWhy() {
    assertThat(exempting(APPROVED.replace("[server]", "[sidecar]")).err())
        .contains("shop/cart has no effect (NotNeeded): nothing it is about is unhealthy any more");
    assertThat(exempting(APPROVED.replace("[server]", "[other]")).err())
        .contains("shop/cart has no effect (NoMatch): no container that it names");
    assertThat(exempting(APPROVED.replace("name: no-privileged", "name: no-such")).err())
        .contains("has no effect (NoMatch): there is no recommendation 'no-such' that judges");
    assertThat(exempting(APPROVED.replace("2027-01-31", "2026-01-31")).err())
        .contains("has no effect (Expired): ended at 2026-01-31T00:00:00Z");
    assertThat(exempting(APPROVED.replace("name: no-privileged", "name: has-team")).err())
        .contains("'has-team' does not look at single containers");
  }

  @Test
  void brokenExemptionIsAProblemAndTheScanGoesOn() {
    Outcome outcome = exempting(APPROVED.replace("decision: Waived", "decision: waived"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("exempt.yaml:8: SecurityExemption 'cart': spec.decision");
    assertThat(outcome.out()).contains("score 25.0");
  }

  @Test
  void exemptionsAmongTheScannedFilesAreNotApplied() {
    String folderWithBoth = file("both/exempt.yaml", APPROVED);
    Outcome outcome = ours(folderWithBoth);

    assertThat(outcome.err())
        .contains("both/exempt.yaml:1: exemptions among the scanned files are not applied")
        .contains("--exemptions");
    assertThat(outcome.out()).contains("score 25.0");
    assertThat(ours(folderWithBoth, "--exemptions", folderWithBoth).err()).isEmpty();
  }

  private Outcome exempting(String exemption, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--exemptions";
    arguments[1] = file("exempt.yaml", exemption);
    System.arraycopy(more, 0, arguments, 2, more.length);
    return ours(arguments);
  }
}
