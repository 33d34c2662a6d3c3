package dev.securescore.inventory;

import com.google.errorprone.annotations.Immutable;
import dev.securescore.json.JsonMap;
import java.util.Locale;

/**
 * A kind of Kubernetes object, whatever its version.
 *
 * @param group the API group; empty for the core group
 * @param kind for example {@code Deployment}
 */
@Immutable
public record KindName(String group, String kind) implements Comparable<KindName> {

  /** The kind Namespace. */
  public static final KindName NAMESPACE = new KindName("", "Namespace");

  /** The kind of an object as read from a file or the API. */
  public static KindName of(JsonMap object) {
    return of(object.string("apiVersion"), object.string("kind"));
  }

  /** The kind of an apiVersion such as {@code apps/v1} and a kind. */
  public static KindName of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return new KindName(slash < 0 ? "" : apiVersion.substring(0, slash), kind);
  }

  /**
   * The resource name that goes with the kind by Kubernetes' own rule of thumb.
   *
   * <p>Source: {@code UnsafeGuessKindToResource} of apimachinery, which however makes {@code
   * gatewaies} of Gateway; the CRDs in use say {@code gateways}.
   */
  public String plural() {
    String singular = kind.toLowerCase(Locale.ROOT);
    if (singular.equals("endpoints")) {
      return singular;
    }
    if (singular.endsWith("s")) {
      return singular + "es";
    }
    int last = singular.length() - 1;
    boolean afterConsonant = last > 0 && "aeiou".indexOf(singular.charAt(last - 1)) < 0;
    return afterConsonant && singular.endsWith("y")
        ? singular.substring(0, last) + "ies"
        : singular + "s";
  }

  /** The group and plural name under which the API serves the kind. */
  public ResourceName resource() {
    return new ResourceName(group, plural());
  }

  @Override
  public int compareTo(KindName other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? group.compareTo(other.group) : byKind;
  }

  @Override
  public String toString() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
