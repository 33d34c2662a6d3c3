package dev.securescore.inventory;

import dev.securescore.json.JsonMap;
import java.util.Comparator;

/**
 * What names one object in a cluster.
 *
 * @param kind its group and kind
 * @param namespace its namespace; empty for a cluster-scoped object
 * @param name its name
 * @param origin which file and document it is from; empty for what lives in a cluster
 */
public record ResourceId(KindName kind, String namespace, String name, String origin)
    implements Comparable<ResourceId> {

  private static final Comparator<ResourceId> ORDER =
      Comparator.comparing(ResourceId::namespace)
          .thenComparing(ResourceId::kind)
          .thenComparing(ResourceId::name)
          .thenComparing(ResourceId::origin);

  /** The identity of an object in a cluster. */
  public static ResourceId of(JsonMap object) {
    return of(object, "");
  }

  /** The identity of an object that a file holds: two documents of one name are two resources. */
  public static ResourceId of(JsonMap object, String origin) {
    JsonMap metadata = object.object("metadata");
    return new ResourceId(
        KindName.of(object), metadata.string("namespace"), metadata.string("name"), origin);
  }

  /**
   * The namespace whose score the resource belongs to: its own, and for a Namespace itself.
   *
   * @return empty for other cluster-scoped resources
   */
  public String scoredIn() {
    return kind.equals(KindName.NAMESPACE) ? name : namespace;
  }

  @Override
  public int compareTo(ResourceId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
