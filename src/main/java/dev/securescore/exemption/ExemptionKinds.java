package dev.securescore.exemption;

import dev.securescore.inventory.KindName;
import java.util.Collection;
import java.util.List;

/** The kinds that exemptions are declared as. */
public final class ExemptionKinds {

  /** Of the cluster. */
  public static final KindName OF_CLUSTER =
      new KindName("securescore.dev", "ClusterSecurityExemption");

  /** Of a namespace. */
  public static final KindName OF_NAMESPACE = new KindName("securescore.dev", "SecurityExemption");

  /** Both of them. */
  public static final List<KindName> ALL = List.of(OF_CLUSTER, OF_NAMESPACE);

  private ExemptionKinds() {}

  /** The kind of an exemption. */
  public static KindName of(ExemptionName name) {
    return name.cluster() ? OF_CLUSTER : OF_NAMESPACE;
  }

  /** Those among some kinds. */
  public static List<KindName> among(Collection<KindName> kinds) {
    return ALL.stream().filter(kinds::contains).toList();
  }
}
