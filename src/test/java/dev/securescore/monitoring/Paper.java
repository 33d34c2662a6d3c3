package dev.securescore.monitoring;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;

/** Workloads that are simple enough to score on paper, and their score in exact arithmetic. */
final class Paper {

  /**
   * 50, 30 and 13 points, and three that count for nothing: in Preview, broken, without its kind.
   */
  static final String RECOMMENDATIONS =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: not-privileged}
      spec:
        title: Containers should not be privileged
        severity: Critical
        control: isolation
        points: 50
        target: Container
        validations: [{expression: "!container.?securityContext.?privileged.orValue(false)"}]
        remediation: {summary: Remove privileged.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: non-root}
      spec:
        title: Pods should declare a user that is not root
        severity: High
        control: identity
        points: 30
        target: PodSpec
        validations: [{expression: "podSpec.?securityContext.?runAsNonRoot.orValue(false)"}]
        remediation: {summary: Set runAsNonRoot for the pod.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: memory-limit}
      spec:
        title: Containers should have a memory limit
        severity: Medium
        points: 13
        target: Container
        validations: [{expression: "'memory' in container.?resources.?limits.orValue({})"}]
        remediation: {summary: Set a memory limit.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: tagged}
      spec:
        title: Images should have a tag
        severity: Low
        control: images
        points: 50
        lifecycle: {stage: Preview}
        target: Container
        validations: [{expression: "container.image.contains(':')"}]
        remediation: {summary: Add a tag.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: broken}
      spec:
        title: Containers should have a name
        severity: Low
        target: Container
        validations: [{expression: "container.name.noSuchFunction()"}]
        remediation: {summary: Name it.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: widgets}
      spec:
        title: Widgets should be blue
        severity: Low
        points: 50
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: [example.com], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [widgets]}
        validations: [{expression: "object.spec.colour == 'blue'"}]
        remediation: {summary: Paint it.}
      """;

  private Paper() {}

  /** A Deployment of one container. */
  record Workload(
      String namespace, String name, boolean privileged, boolean nonRoot, boolean limited) {

    Workload withPrivileged(boolean other) {
      return new Workload(namespace, name, other, nonRoot, limited);
    }

    String manifest() {
      return """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %s, namespace: %s, labels: {app: %s}}
      spec:
        selector: {matchLabels: {app: %s}}
        template:
          metadata: {labels: {app: %s}}
          spec:
            securityContext: {runAsNonRoot: %s}
            containers:
            - name: main
              image: main
              securityContext: {privileged: %s}
              resources: {limits: {%s}}
      """
          .formatted(
              name,
              namespace,
              name,
              name,
              name,
              nonRoot,
              privileged,
              limited ? "memory: 64Mi" : "");
    }
  }

  /** An exact number. */
  record Ratio(BigInteger numerator, BigInteger denominator) {

    /** With that many places, halves up. */
    BigDecimal rounded(int places) {
      return new BigDecimal(numerator)
          .divide(new BigDecimal(denominator), places, RoundingMode.HALF_UP);
    }

    /** In percent with one decimal, as people see it. */
    String display() {
      return new Ratio(numerator.multiply(BigInteger.valueOf(100)), denominator)
          .rounded(1)
          .toPlainString();
    }

    private Ratio plus(long points, long part, long whole) {
      return new Ratio(
          numerator
              .multiply(BigInteger.valueOf(whole))
              .add(BigInteger.valueOf(points * part).multiply(denominator)),
          denominator.multiply(BigInteger.valueOf(whole)));
    }
  }

  /** The score of workloads, of which some are exempt from non-root (waived). */
  static Ratio score(List<Workload> workloads, Predicate<Workload> exempt) {
    List<Workload> asked = workloads.stream().filter(exempt.negate()).toList();
    Ratio points = new Ratio(BigInteger.ZERO, BigInteger.ONE);
    points = points.plus(50, count(workloads, each -> !each.privileged()), workloads.size());
    points = points.plus(30, count(asked, Workload::nonRoot), asked.size());
    points = points.plus(13, count(workloads, Workload::limited), workloads.size());
    return new Ratio(
        points.numerator(), points.denominator().multiply(BigInteger.valueOf(50 + 30 + 13)));
  }

  private static long count(List<Workload> workloads, Predicate<Workload> holds) {
    return workloads.stream().filter(holds).count();
  }
}
