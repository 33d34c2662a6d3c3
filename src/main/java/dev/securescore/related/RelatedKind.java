package dev.securescore.related;

import dev.securescore.inventory.KindName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds whose objects a verdict on another object may need; Secrets are never among them. */
public enum RelatedKind {
  SERVICE_ACCOUNT("", "ServiceAccount"),
  SERVICE("", "Service"),
  RESOURCE_QUOTA("", "ResourceQuota"),
  LIMIT_RANGE("", "LimitRange"),
  NETWORK_POLICY("networking.k8s.io", "NetworkPolicy"),
  INGRESS("networking.k8s.io", "Ingress"),
  POD_DISRUPTION_BUDGET("policy", "PodDisruptionBudget"),
  ROLE(RelatedKind.RBAC, "Role"),
  CLUSTER_ROLE(RelatedKind.RBAC, "ClusterRole"),
  ROLE_BINDING(RelatedKind.RBAC, "RoleBinding"),
  CLUSTER_ROLE_BINDING(RelatedKind.RBAC, "ClusterRoleBinding"),
  HTTP_ROUTE(RelatedKind.GATEWAY, "HTTPRoute"),
  GRPC_ROUTE(RelatedKind.GATEWAY, "GRPCRoute"),
  TLS_ROUTE(RelatedKind.GATEWAY, "TLSRoute"),
  TCP_ROUTE(RelatedKind.GATEWAY, "TCPRoute"),
  UDP_ROUTE(RelatedKind.GATEWAY, "UDPRoute");

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String GATEWAY = "gateway.networking.k8s.io";

  private static final Map<KindName, RelatedKind> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RelatedKind::kind, Function.identity()));

  private final KindName kind;

  RelatedKind(String group, String kind) {
    this.kind = new KindName(group, kind);
  }

  /** The related kind of a name; empty for all other kinds. */
  public static Optional<RelatedKind> of(KindName name) {
    @Nullable RelatedKind found = BY_NAME.get(name);
    return Optional.ofNullable(found);
  }

  /** Its group and kind. */
  public KindName kind() {
    return kind;
  }

  /** Whether a cluster may do without it, so that nothing is missing where it is not served. */
  public boolean isOptional() {
    return kind.group().equals(GATEWAY);
  }

  /**
   * Whether objects of it matter outside their namespace: a binding has subjects of any namespace,
   * and a route leads to Services of any.
   */
  public boolean reachesOtherNamespaces() {
    return this == ROLE || this == ROLE_BINDING || isClusterScoped() || isOptional();
  }

  boolean isClusterScoped() {
    return this == CLUSTER_ROLE || this == CLUSTER_ROLE_BINDING;
  }

  /** As people say it: {@code ServiceAccount}. */
  @Override
  public String toString() {
    return kind.kind();
  }
}
