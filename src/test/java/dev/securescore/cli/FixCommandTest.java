package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fixed reads as before, is healthy, and stays fixed. */
class FixCommandTest {

  private static final String CART =
      """
      # The cart.
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers:
            - name: server
              image: "cart:1"   # pinned
              securityContext:
                allowPrivilegeEscalation: true # why?
            - {name: sidecar, image: sidecar}
            volumes: []
      """;

  private static final String FIXED =
      """
      # The cart.
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers:
            - name: server
              image: "cart:1"   # pinned
              securityContext:
                allowPrivilegeEscalation: false # why?
            - {name: sidecar, image: sidecar, securityContext: {allowPrivilegeEscalation: false}}
            volumes: []
            automountServiceAccountToken: false
            securityContext:
              seccompProfile:
                type: RuntimeDefault
      """;

  private static final Path PATCHED = Project.root().resolve("src/test/resources/fix/patched.yaml");

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Outcome fix(Object... more) {
    return fix(new CommandRun(), more);
  }

  private static Outcome fix(CommandRun run, Object... more) {
    List<String> arguments =
        new ArrayList<>(List.of("fix", "--no-builtin", "--recommendations", PATCHED.toString()));
    Stream.of(more).map(Object::toString).forEach(arguments::add);
    return run.of(arguments.toArray(String[]::new));
  }

  @Test
  void onlyWhatIsMeantChangesAndASecondRunChangesNothing() throws IOException {
    Path cart = file("cart.yaml", CART);

    Outcome first = fix(cart);
    Outcome second = fix(cart);

    assertThat(cart).content().isEqualTo(FIXED);
    assertThat(first.exitCode()).describedAs(first.err()).isZero();
    assertThat(first.out())
        .isEqualTo(
            "fixed " + cart + ": automount-sa-token, privilege-escalation, seccomp-profile\n");
    assertThat(first.err())
        .contains("least-capabilities: the risk of its patch is High; --risk High takes it")
        .contains("fixed 3 findings in 1 files, 1 left; score 0.0 -> 75.0");
    assertThat(second.out()).isEmpty();
    assertThat(second.err()).contains("fixed 0 findings in 0 files");
  }

  @Test
  void dryRunPrintsADiffAndWritesNothing() throws IOException {
    Path cart = file("cart.yaml", CART);

    Outcome outcome = fix("--dry-run", "--recommendation", "privilege-escalation", cart);

    assertThat(cart).content().isEqualTo(CART);
    assertThat(outcome.out())
        .startsWith("--- a/")
        .contains("\n-          allowPrivilegeEscalation: true # why?\n")
        .contains("\n+          allowPrivilegeEscalation: false # why?\n")
        .doesNotContain("seccomp");
    assertThat(outcome.err()).contains("would fix 1 findings in 1 files");
  }

  @Test
  void highRiskIsTakenWhenChosen() throws IOException {
    Path cart =
        file(
            "cart.yaml",
            CART.replace(
                "allowPrivilegeEscalation: true # why?",
                "capabilities: {add: [NET_ADMIN], drop: [KILL]}"));

    fix("--risk", "High", "--recommendation", "least-capabilities", cart);

    assertThat(cart)
        .content()
        .contains("capabilities: {drop: [ALL]}")
        .contains(
            "{name: sidecar, image: sidecar, securityContext: {capabilities: {drop: [ALL]}}}");
  }

  @Test
  void onATerminalItAsks() throws IOException {
    Path cart = file("cart.yaml", CART);
    String only = "--recommendation=least-capabilities";

    Outcome no = fix(new CommandRun().onTerminal(true).reading("n\n"), only, cart);
    assertThat(no.err()).contains("may stop a workload that works").contains("0 findings");
    assertThat(cart).content().isEqualTo(CART);

    fix(new CommandRun().onTerminal(true).reading("y\n"), only, cart);
    assertThat(cart).content().contains("drop:");
  }

  @Test
  void everyKindOfWorkloadIsFixedInEveryShapeOfFile() throws IOException {
    Path jobs =
        file(
            "jobs.yaml",
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: batch/v1
              kind: CronJob
              metadata: {name: nightly}
              spec:
                schedule: "@daily"
                jobTemplate:
                  spec:
                    template:
                      spec:
                        restartPolicy: Never
                        initContainers:
                        - name: init
                          image: a
                        containers:
                        - name: main
                          image: a
            ---
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
             "spec": {"containers": [{"name": "main", "image": "a"}]}}
            """);
    Path json =
        file(
            "pods.json",
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},"
                + "\"spec\":{\"containers\":[{\"name\":\"m\",\"image\":\"i\"}]}}\r\n"
                + "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"b\"},"
                + "\"spec\":{\"containers\":[{\"name\":\"m\",\"image\":\"i\"}]}}\r\n");

    Outcome outcome = fix("--risk", "High", folder);

    assertThat(outcome.err()).contains("0 left; score 0.0 -> 100.0").contains("16 findings");
    assertThat(json).content().contains("\r\n").contains("\"allowPrivilegeEscalation\": false");
    assertThat(jobs)
        .content()
        .contains("            automountServiceAccountToken: false\n")
        .contains("\"securityContext\": {\"capabilities\": {\"drop\": [\"ALL\"]}");
    assertThat(fix("--risk", "High", folder).out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: &spec\n  containers: [{name: a, image: b}]\n",
        "spec:\n  nodeName: \"{{ .Values.node }}\"\n  containers: [{name: a, image: b}]\n",
        "spec: {containers: [{name: a, image: b}] # why\n  }\n",
      })
  void whatIsNotSafeIsSaidAndLeft(String spec) throws IOException {
    String text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n" + spec;
    Path pod = file("pod.yaml", text);

    Outcome outcome = fix("--recommendation", "automount-sa-token", pod);

    assertThat(pod).content().isEqualTo(text);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("pod.yaml:1: left: Pod p: automount-sa-token: ");
  }

  @Test
  void aPatchThatBreaksOrDoesNotHealIsWithdrawn() throws IOException {
    String patched = Files.readString(PATCHED);
    Path rules =
        file(
            "rules.txt",
            patched
                .replace(
                    "path: '/automountServiceAccountToken', value: false", "path: '/x', value: 1")
                .replace("value: false}]\"\n      risk: Low", "valu: false}]\"\n      risk: Low"));
    Path cart = file("cart.yaml", CART);

    Outcome outcome =
        new CommandRun().of("fix", "--no-builtin", "--recommendations", rules + "", cart + "");

    assertThat(outcome.err())
        .contains("automount-sa-token: its patch does not make it healthy")
        .contains("its patch does not compile: 1:")
        .contains("undefined field 'valu', did you mean 'value'?");
    assertThat(cart).content().doesNotContain("x: 1").contains("seccompProfile");
  }

  @Test
  void wrongUseIsExplained() {
    assertThat(fix("-").err()).contains("standard input ('-') is none");
    assertThat(fix("--recommendation", "seccomp", folder).err())
        .contains("'seccomp' is no recommendation that judges here");
    assertThat(fix(folder.resolve("none")).exitCode()).isEqualTo(1);
  }
}
