package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cli.CommandRun.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile input cannot do to a scan. */
class HostileScanTest extends ScanOfOneDeployment {

  @Test
  void messageCarriesNoEnvironmentValue() {
    String telltale =
        OURS.replace(
            "'container ' + container.name + ' is privileged'",
            "'container ' + container.name + ' has ' + container.env[0].value");
    Outcome outcome =
        new CommandRun()
            .of(
                "scan",
                file("cart.yaml", CART),
                "--no-builtin",
                "--recommendations",
                file("ours.yaml", telltale));

    assertThat(outcome.out())
        .contains("container server has (value of TOKEN)")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "yaml"})
  void hostileNamesSteerNoTerminal(String format) {
    String hostile =
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a\\u001b[2J\\u202egnp", "namespace": "x\\ny"},
         "spec": {"containers": [{"name": "c\\u0007", "image": "i\\u001b]0;t\\u0007"}]}}
        """;
    Outcome outcome =
        new CommandRun()
            .onTerminal(true)
            .with("NO_COLOR", "1")
            .reading(hostile)
            .of("scan", "-", "-o", format);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out() + outcome.err()).doesNotContain("\u001b", "\u0007");
    assertThat(format.equals("table") ? outcome.out() : "").doesNotContain("\u202e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: text}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: []}",
        "{apiVersion: apps/v1, kind: Deployment, metadata: [], spec: {template: 7}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [[], 1, null, {}]}}",
        "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, spec: {}}]}",
      })
  void oddShapesNeverBreakTheScan(String document) {
    Outcome outcome = new CommandRun().reading(document).of("scan", "-", "-o", "json");

    assertThat(outcome.exitCode()).isLessThan(2);
    assertThat(outcome.err()).doesNotContain("unexpected", "Exception");
    assertThat(outcome.json().has("coverage")).isTrue();
  }
}
