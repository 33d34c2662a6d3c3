package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the scan reads: manifests, recommendations and a policy. */
class ScanInputTest extends ScanOfShop {

  @Test
  void standardInputIsRead() {
    Outcome outcome =
        new CommandRun()
            .reading(TWO)
            .of("scan", "--no-builtin", "--recommendations", rules, "-o", "json", "-");

    assertThat(outcome.json().path("resources")).hasSize(2);
  }

  @Test
  void folderThatIsMissingDoesNotLookLikeCompliance() {
    Outcome outcome = scan(folder + "/missing");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(folder + "/missing: no such file or folder");
    assertThat(outcome.out())
        .contains("nothing that counts was judged", "coverage -")
        .doesNotContain("no open findings");
    assertThat(scan("-o", "markdown", folder + "/missing").out())
        .contains("Nothing that counts was judged.")
        .doesNotContain("No open findings.");
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

  @Test
  void excludedNamespaceIsLeftOutAndCounted() throws IOException {
    String policy = policy("excludedNamespaces: {names: [shop]}");

    Outcome outcome = scan("--policy", policy, "--fail-below", "10", manifests);

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.out()).contains("2 objects left out: the policy excludes the namespace");
    assertThat(scan("-o", "json", "--policy", policy, manifests).json().path("excluded").asInt())
        .isEqualTo(2);
  }

  @Test
  void overrideOfAnUnknownRecommendationIsAWarning() throws IOException {
    String policy = policy("recommendations: [{name: taged, points: 1}]");

    Outcome outcome = scan("--policy", policy, manifests);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .contains("policy.yaml: warning: spec.recommendations names 'taged', which is no ")
        .contains("did you mean 'tagged'?");
  }

  private String policy(String spec) throws IOException {
    return write(
        "policy.yaml",
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecureScorePolicy
        metadata: {name: cluster}
        spec:
          %s
        """
            .formatted(spec));
  }

  @Test
  void containersThatAreNoListLowerTheCoverage() throws IOException {
    String file =
        write(
            "malformed.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: odd, namespace: shop}
            spec: {containers: {name: main, securityContext: {privileged: true}}}
            """);

    JsonNode result = scan("-o", "json", file).json();

    assertThat(result.path("coverage").asInt()).isZero();
    assertThat(result.path("findings").findValuesAsText("reason")).containsOnly("NoPodSpec");
  }
}
