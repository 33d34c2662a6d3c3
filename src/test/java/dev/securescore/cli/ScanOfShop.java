package dev.securescore.cli;

import com.google.common.collect.ImmutableList;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Scans a Pod that is privileged and a Deployment without a tag by two recommendations. */
abstract class ScanOfShop {

  static final String TWO =
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

  static final String RULES =
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

  @TempDir Path folder;
  String manifests = "";
  String rules = "";

  @BeforeEach
  void writeFiles() throws IOException {
    manifests = write("shop.yaml", TWO);
    rules = write("rules/rules.yaml", RULES);
  }

  Outcome scan(String... arguments) {
    return new CommandRun()
        .of(
            concat(
                List.of("scan", "--no-builtin", "--recommendations", folder + "/rules"),
                List.of(arguments)));
  }

  static String[] with(String options, String path) {
    return concat(List.of(options.split(" ", -1)), List.of(path));
  }

  private static String[] concat(List<String> first, List<String> second) {
    return ImmutableList.<String>builder()
        .addAll(first)
        .addAll(second)
        .build()
        .toArray(String[]::new);
  }

  String write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return file.toString();
  }
}
