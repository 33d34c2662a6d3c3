package dev.securescore.operator.watch;

/** Resources that watch tests declare. */
final class Declarations {

  static final String PRIVILEGED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: privileged}
      spec:
        title: Containers should not be privileged
        severity: Critical
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      """;

  static final String OWNED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: owned}
      spec:
        title: Namespaces with workloads should have an owner
        severity: Low
        target: PodSpec
        validations:
        - expression: "has(namespaceObject.metadata.labels) && 'owner' in namespaceObject.metadata.labels"
        remediation: {summary: Add the label owner.}
      """;

  static final String LABELLED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: labelled}
      spec:
        title: Namespaces should have a label
        severity: Low
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: ["*"], resources: [namespaces]}
        validations:
        - expression: "has(object.metadata.labels)"
        remediation: {summary: Add a label.}
      """;

  static final String SERVICE =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: service}
      spec:
        title: Services should not open ports on nodes
        severity: Medium
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: ["*"], resources: [services]}
        validations:
        - expression: "object.spec.type != 'NodePort'"
        remediation: {summary: Use ClusterIP.}
      """;

  static final String GATEWAY =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: gateway}
      spec:
        title: Gateways should have a class
        severity: Medium
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: ["test.securescore.dev"], apiVersions: ["*"], resources: [gateways]}
        validations:
        - expression: "has(object.spec.class)"
        remediation: {summary: Set spec.class.}
      """;

  static final String GATEWAYS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: gateways.test.securescore.dev}
      spec:
        group: test.securescore.dev
        scope: Namespaced
        names: {kind: Gateway, plural: gateways, singular: gateway, listKind: GatewayList}
        versions:
        - name: v1
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  static final String POLICY_EXCLUDING =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecureScorePolicy
      metadata: {name: cluster}
      spec:
        recommendations:
        - {name: privileged, stage: Disabled, reason: tested}
      """;

  private Declarations() {}

  static String gateway(String name) {
    return """
    apiVersion: test.securescore.dev/v1
    kind: Gateway
    metadata: {name: %s}
    spec: {class: public}
    """
        .formatted(name);
  }

  static String service(String name, String type) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {type: %s, ports: [{port: 80}]}
    """
        .formatted(name, type);
  }

  static String deployment(String name, boolean privileged) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          containers:
          - {name: main, image: "registry.example/main:1", securityContext: {privileged: %2$s}}
    """
        .formatted(name, privileged);
  }
}
