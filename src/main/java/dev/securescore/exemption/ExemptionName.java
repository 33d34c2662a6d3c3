package dev.securescore.exemption;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.SecurityExemption;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What names an exemption.
 *
 * @param cluster whether it is a ClusterSecurityExemption
 * @param namespace of a SecurityExemption; empty for one of a file that names none, and for the
 *     cluster's
 * @param name its name
 */
public record ExemptionName(boolean cluster, String namespace, String name)
    implements Comparable<ExemptionName> {

  private static final Comparator<ExemptionName> ORDER =
      Comparator.comparing(ExemptionName::cluster)
          .thenComparing(ExemptionName::namespace)
          .thenComparing(ExemptionName::name);

  /** The name of one that lives in a namespace. */
  public static ExemptionName of(SecurityExemption exemption) {
    ObjectMeta metadata = exemption.getMetadata();
    @Nullable String namespace = metadata.getNamespace();
    return new ExemptionName(false, namespace == null ? "" : namespace, metadata.getName());
  }

  /** The name of one that lives in the cluster. */
  public static ExemptionName of(ClusterSecurityExemption exemption) {
    return new ExemptionName(true, "", exemption.getMetadata().getName());
  }

  /** The kind that has the name. */
  public String kind() {
    return cluster ? "ClusterSecurityExemption" : "SecurityExemption";
  }

  @Override
  public int compareTo(ExemptionName other) {
    return ORDER.compare(this, other);
  }

  /** For people: {@code SecurityExemption shop/legacy-api}. */
  @Override
  public String toString() {
    return kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
