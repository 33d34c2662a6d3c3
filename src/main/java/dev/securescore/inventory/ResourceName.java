package dev.securescore.inventory;

import java.util.stream.Stream;

/**
 * What the API serves objects under, whatever the version: {@code deployments} of {@code apps}.
 *
 * @param group the API group; empty for the core group
 * @param plural for example {@code deployments}
 */
public record ResourceName(String group, String plural) implements Comparable<ResourceName> {

  /**
   * A kind that goes with the name by the rule of {@link KindName#plural()}.
   *
   * <p>Only a server knows how the kind is really written; until it is asked, this names it.
   */
  public KindName likelyKind() {
    String kind =
        Stream.of(
                plural.replaceFirst("ies$", "y"),
                plural.replaceFirst("es$", ""),
                plural.replaceFirst("s$", ""))
            .filter(singular -> !singular.isEmpty())
            .filter(singular -> new KindName(group, singular).plural().equals(plural))
            .findFirst()
            .orElse(plural);
    return new KindName(group, Character.toUpperCase(kind.charAt(0)) + kind.substring(1));
  }

  @Override
  public int compareTo(ResourceName other) {
    int byPlural = plural.compareTo(other.plural);
    return byPlural == 0 ? group.compareTo(other.group) : byPlural;
  }

  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
