package dev.securescore.cli;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import java.util.Set;

/**
 * A kind that a cluster serves.
 *
 * @param kind its group and kind
 * @param groupVersion for example {@code apps/v1}
 * @param plural the name in paths
 * @param names plural, singular and short names, in lower case
 * @param namespaced whether its objects live in namespaces
 */
record ServedKind(
    KindName kind, String groupVersion, String plural, Set<String> names, boolean namespaced) {

  /** The path of all its objects in a namespace, or of all its objects. */
  String path(String namespace) {
    return root() + (namespaced ? "/namespaces/" + namespace : "") + "/" + plural;
  }

  /** The path of all its objects in every namespace. */
  String pathOfAll() {
    return root() + "/" + plural;
  }

  /** Whether a name means it; the plural of a workload kind of a policy is a guess. */
  boolean isBehind(ResourceName name) {
    return kind.resource().equals(name)
        || (kind.group().equals(name.group()) && plural.equals(name.plural()));
  }

  private String root() {
    return (groupVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + groupVersion;
  }
}
