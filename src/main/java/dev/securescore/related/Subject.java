package dev.securescore.related;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.Optional;

/** What of an object decides which others relate to it. */
public sealed interface Subject {

  /** The subject that an object is, given its pod template where it has one. */
  static Subject of(JsonMap object, Optional<PodTemplate> template) {
    JsonMap metadata = object.object("metadata");
    String namespace = Skeleton.namespaceOf(metadata.string("namespace"));
    KindName kind = KindName.of(object);
    if (template.isPresent()) {
      return Workload.of(namespace, template.get());
    }
    if (kind.equals(KindName.NAMESPACE)) {
      return new Namespace(metadata.string("name"));
    }
    return RelatedKind.of(kind)
        .<Subject>map(related -> of(related, namespace, object))
        .orElse(new Other(kind));
  }

  private static Subject of(RelatedKind kind, String namespace, JsonMap object) {
    return switch (kind) {
      case ROLE_BINDING, CLUSTER_ROLE_BINDING -> new Binding(RoleKey.referredBy(object));
      case ROLE -> new Role(new RoleKey(namespace, object.object("metadata").string("name")));
      case CLUSTER_ROLE -> new Role(new RoleKey("", object.object("metadata").string("name")));
      case SERVICE_ACCOUNT,
          SERVICE,
          RESOURCE_QUOTA,
          LIMIT_RANGE,
          NETWORK_POLICY,
          INGRESS,
          POD_DISRUPTION_BUDGET,
          HTTP_ROUTE,
          GRPC_ROUTE,
          TLS_ROUTE,
          TCP_ROUTE,
          UDP_ROUTE ->
          new Other(kind.kind());
    };
  }

  /**
   * Something that runs pods.
   *
   * @param namespace where it lives
   * @param serviceAccount the one its pods use
   * @param labels those of its pods
   */
  record Workload(String namespace, String serviceAccount, Map<String, String> labels)
      implements Subject {

    static Workload of(String namespace, PodTemplate template) {
      JsonMap spec = template.spec();
      String named = spec.string("serviceAccountName");
      String formerly = spec.string("serviceAccount");
      String account = named.isEmpty() ? formerly : named;
      return new Workload(
          namespace,
          account.isEmpty() ? Skeleton.DEFAULT : account,
          Map.copyOf(template.metadata().object("labels").strings()));
    }
  }

  /** A Namespace. */
  record Namespace(String name) implements Subject {}

  /** A RoleBinding or ClusterRoleBinding. */
  record Binding(RoleKey role) implements Subject {}

  /** A Role or ClusterRole. */
  record Role(RoleKey key) implements Subject {}

  /** Something that no variable is about. */
  record Other(KindName kind) implements Subject {}
}
