package dev.securescore.cli;

import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Scans one Deployment by two recommendations, in a folder of the test's own. */
abstract class ScanOfOneDeployment {

  static final String CART =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers:
            - name: sidecar
              image: sidecar:1
            - name: server
              image: cart:latest
              securityContext: {privileged: true}
              env:
              - {name: TOKEN, value: hunter2-hunter2}
      """;

  /** Two recommendations of 30 and 10 points; the pod of {@link #CART} fails the first. */
  static final String OURS =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: no-privileged}
      spec:
        title: Nothing should be privileged
        severity: High
        points: 30
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
          messageExpression: "'container ' + container.name + ' is privileged'"
        remediation: {summary: Remove privileged.}
        references: [{standard: CIS, id: "5.2.2"}]
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: has-team}
      spec:
        title: Names should be short
        severity: Low
        points: 10
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: [apps], apiVersions: ["*"], operations: [CREATE], resources: [deployments]}
        validations: [{expression: object.metadata.name.size() < 20}]
        remediation: {summary: Shorten it.}
      """;

  @TempDir Path folder;

  String file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text).toString();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  Outcome ours(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("scan", file("cart.yaml", CART)));
    arguments.addAll(List.of("--no-builtin", "--recommendations", file("ours/all.yaml", OURS)));
    arguments.addAll(List.of(more));
    return new CommandRun().of(arguments.toArray(String[]::new));
  }

  /** Scans the Deployment by these recommendations alone. */
  Outcome by(String recommendations, String... more) {
    List<String> arguments = new ArrayList<>(List.of("scan", file("cart.yaml", CART)));
    arguments.addAll(List.of("--no-builtin", "--recommendations"));
    arguments.add(file("bad.yaml", recommendations));
    arguments.addAll(List.of(more));
    return new CommandRun().of(arguments.toArray(String[]::new));
  }
}
