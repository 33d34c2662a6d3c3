package dev.securescore.inventory;

import dev.securescore.json.JsonMap;

/** Tells which tool brings an object into the cluster, so that people fix it at its source. */
public final class Delivery {

  /** The most characters that a status takes; annotations may hold far more. */
  private static final int LONGEST = 512;

  private Delivery() {}

  /**
   * The tool and its unit, as {@code argocd:shop}, {@code flux:flux-system/shop} or {@code
   * helm:shop/legacy}; empty where nobody claims the object, or with more text than fits a status.
   */
  public static String managedBy(JsonMap object) {
    String claim = claim(object);
    return claim.length() > LONGEST ? "" : claim;
  }

  private static String claim(JsonMap object) {
    JsonMap labels = object.object("metadata").object("labels");
    JsonMap annotations = object.object("metadata").object("annotations");
    String tracking = annotations.string("argocd.argoproj.io/tracking-id");
    if (!tracking.isEmpty()) {
      // <application>:<group>/<kind>:<namespace>/<name>; the application may be namespace_name
      int end = tracking.indexOf(':');
      return "argocd:" + (end < 0 ? tracking : tracking.substring(0, end)).replace('_', '/');
    }
    String argoInstance = labels.string("argocd.argoproj.io/instance");
    if (!argoInstance.isEmpty()) {
      return "argocd:" + argoInstance.replace('_', '/');
    }
    for (String tool : new String[] {"kustomize", "helm"}) {
      String name = labels.string(tool + ".toolkit.fluxcd.io/name");
      if (!name.isEmpty()) {
        return "flux:" + labels.string(tool + ".toolkit.fluxcd.io/namespace") + "/" + name;
      }
    }
    String release = annotations.string("meta.helm.sh/release-name");
    return release.isEmpty()
        ? ""
        : "helm:" + annotations.string("meta.helm.sh/release-namespace") + "/" + release;
  }
}
