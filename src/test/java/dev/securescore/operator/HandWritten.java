package dev.securescore.operator;

/** Recommendations that are simple enough to count their findings by reading the manifests. */
final class HandWritten {

  /** 50 + 30 + 20 points: where all three apply, points are percent. */
  static final String RECOMMENDATIONS =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: not-privileged, labels: {part: runtime}}
      spec:
        title: Containers should not be privileged
        severity: Critical
        points: 50
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: non-root}
      spec:
        title: Pods should declare a user that is not root
        severity: High
        points: 30
        target: PodSpec
        validations:
        - expression: podSpec.?securityContext.?runAsNonRoot.orValue(false)
        remediation: {summary: Set runAsNonRoot for the pod.}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: memory-limit}
      spec:
        title: Containers should have a memory limit
        severity: Medium
        points: 20
        target: Container
        validations:
        - expression: "'memory' in container.?resources.?limits.orValue({})"
        remediation: {summary: Set a memory limit.}
      """;

  /** Jobs count at once, since the test does not wait five minutes. */
  static final String POLICY =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster}
      spec:
        ephemeral: {settleSeconds: 0}
      """;

  static final String REPORTS =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: ClusterScoreReport
      metadata: {name: team-web}
      spec:
        namespaceSelector: {matchLabels: {team: web}}
        target: {score: 90}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: ClusterScoreReport
      metadata: {name: team-back}
      spec:
        namespaceSelector: {matchLabels: {team: back}}
        target: {score: 90}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: ScoreReport
      metadata: {name: load, namespace: boutique}
      spec:
        resourceSelector: {matchLabels: {app: loadgenerator}}
        target: {score: 90}
      ---
      apiVersion: securescore.dev/v1alpha1
      kind: ScoreReport
      metadata: {name: runtime, namespace: boutique}
      spec:
        recommendationSelector: {matchLabels: {part: runtime}}
      """;

  /** Something of the system that fails everything. */
  static final String AGENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: agent, namespace: kube-system}
      spec:
        selector: {matchLabels: {app: agent}}
        template:
          metadata: {labels: {app: agent}}
          spec:
            containers:
            - {name: main, image: agent, securityContext: {privileged: true}}
      """;

  private HandWritten() {}
}
