package dev.securescore.cli;

/**
 * A verdict that depends on one related object, in a namespace of its own.
 *
 * @param name of the namespace
 * @param target of the recommendation
 * @param expression that says whether it is followed
 * @param object the related object; {@code NS} stands for the namespace, {@code VALUE} for what
 *     decides
 * @param first what it is created with
 * @param second what it is changed to: the verdict turns
 * @param healthy the verdict without the object, and with the first value
 */
record RelatedCase(
    String name,
    String target,
    String expression,
    String object,
    String first,
    String second,
    boolean healthy) {

  /** What every namespace has: a workload behind a Service that nobody outside reaches. */
  static final String WORKLOAD =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: NS}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: app, namespace: NS}
      spec:
        replicas: 2
        selector: {matchLabels: {app: app}}
        template:
          metadata: {labels: {app: app}}
          spec:
            containers: [{name: main, image: "registry.example/app:1"}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: front, namespace: NS}
      spec: {selector: {app: app}, ports: [{port: 80}]}
      """;

  /** What bindings refer to, and where routes live that lead to other namespaces. */
  static final String ELSEWHERE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: elsewhere}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: secret-reader, namespace: elsewhere}
      rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
      """;

  static final RelatedCase[] ALL = {
    new RelatedCase(
        "service",
        "PodSpec",
        "services.all(s, s.spec.type == 'ClusterIP')",
        """
        apiVersion: v1
        kind: Service
        metadata: {name: second, namespace: NS}
        spec: {type: VALUE, selector: {app: app}, ports: [{port: 81}]}
        """,
        "ClusterIP",
        "NodePort",
        true),
    new RelatedCase(
        "ingress",
        "PodSpec",
        "ingresses.all(i, i.spec.?tls.orValue([]).size() > 0)",
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: shop, namespace: NS}
        spec:
          tls: VALUE
          defaultBackend: {service: {name: front, port: {number: 80}}}
        """,
        "[{hosts: [shop.example]}]",
        "[]",
        true),
    new RelatedCase(
        "http-route",
        "PodSpec",
        "routes.all(r, r.spec.?hostnames.orValue([]).all(h, h.endsWith('.internal')))",
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: NS, namespace: elsewhere}
        spec:
          parentRefs: [{name: entrance}]
          hostnames: [VALUE]
          rules: [{backendRefs: [{name: front, namespace: NS, port: 80}]}]
        """,
        "shop.internal",
        "shop.example",
        true),
    new RelatedCase(
        "tcp-route",
        "PodSpec",
        "routes.all(r, r.kind != 'TCPRoute' || r.metadata.?labels.?seen.orValue('') == 'by-security')",
        """
        apiVersion: gateway.networking.k8s.io/v1alpha2
        kind: TCPRoute
        metadata: {name: shop, namespace: NS, labels: {seen: VALUE}}
        spec:
          parentRefs: [{name: entrance}]
          rules: [{backendRefs: [{name: front, port: 80}]}]
        """,
        "by-security",
        "by-nobody",
        true),
    new RelatedCase(
        "disruption-budget",
        "PodSpec",
        "podDisruptionBudgets.size() > 0",
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: app, namespace: NS}
        spec: {maxUnavailable: 1, selector: {matchLabels: {app: VALUE}}}
        """,
        "other",
        "app",
        false),
    new RelatedCase(
        "quota",
        "Object",
        "resourceQuotas.exists(q, q.?spec.?hard.orValue({}).size() > 0)",
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: all, namespace: NS}
        spec: {hard: VALUE}
        """,
        "{}",
        "{pods: \"50\"}",
        false),
    new RelatedCase(
        "limit-range",
        "Object",
        "limitRanges.exists(l, l.spec.limits.exists(x, x.?default.hasValue()))",
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: all, namespace: NS}
        spec: {limits: [{type: Container, VALUE: {memory: 1Gi}}]}
        """,
        "max",
        "default",
        false),
    new RelatedCase(
        "binding-elsewhere",
        "PodSpec",
        "!permissions.exists(p, p.namespace == 'elsewhere' && 'secrets' in p.resources)",
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: NS, namespace: elsewhere}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: secret-reader}
        subjects: [{kind: ServiceAccount, name: VALUE, namespace: NS}]
        """,
        "other",
        "default",
        true),
    new RelatedCase(
        "binding-of-cluster",
        "PodSpec",
        "!permissions.exists(p, p.namespace == '' && '*' in p.verbs && '*' in p.resources)",
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: NS}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: ServiceAccount, name: VALUE, namespace: NS}]
        """,
        "other",
        "default",
        true)
  };

  private static final String OF_NAMESPACES =
      """
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [namespaces]}
      """;

  String recommendation() {
    return """
    apiVersion: securescore.dev/v1alpha1
    kind: SecurityRecommendation
    metadata: {name: tested-%s}
    spec:
      title: Tested
      severity: Medium
      target: %s
    %s  validations:
      - expression: >-
          %s
      remediation: {summary: Do it.}
    """
        .formatted(name, target, target.equals("Object") ? OF_NAMESPACES : "", expression);
  }

  String namespace() {
    return WORKLOAD.replace("NS", name);
  }

  String created() {
    return object.replace("NS", name).replace("VALUE", first);
  }

  String changed() {
    return object.replace("NS", name).replace("VALUE", second);
  }
}
