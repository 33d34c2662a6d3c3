package dev.securescore.related;

import dev.securescore.json.JsonMap;

/**
 * What names a role.
 *
 * @param namespace of a Role; empty for a ClusterRole
 * @param name its name
 */
public record RoleKey(String namespace, String name) implements Key {

  /** The role that a RoleBinding or ClusterRoleBinding refers to. */
  static RoleKey referredBy(JsonMap binding) {
    JsonMap reference = binding.object("roleRef");
    boolean isOfNamespace = reference.string("kind").equals("Role");
    return new RoleKey(
        isOfNamespace ? Skeleton.namespaceOf(binding.object("metadata").string("namespace")) : "",
        reference.string("name"));
  }

  RelatedKind kind() {
    return namespace.isEmpty() ? RelatedKind.CLUSTER_ROLE : RelatedKind.ROLE;
  }
}
