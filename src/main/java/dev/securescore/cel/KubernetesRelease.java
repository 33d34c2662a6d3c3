package dev.securescore.cel;

import java.util.Comparator;

/**
 * A release of Kubernetes.
 *
 * @param minor the number after {@code 1.}
 */
public record KubernetesRelease(int minor) implements Comparable<KubernetesRelease> {

  /** 1.26, the first one that has a ValidatingAdmissionPolicy. */
  public static final KubernetesRelease FIRST = new KubernetesRelease(26);

  /** The later one of two. */
  public KubernetesRelease or(KubernetesRelease other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(KubernetesRelease other) {
    return Comparator.comparingInt(KubernetesRelease::minor).compare(this, other);
  }

  /** Such as {@code 1.29}. */
  @Override
  public String toString() {
    return "1." + minor;
  }
}
