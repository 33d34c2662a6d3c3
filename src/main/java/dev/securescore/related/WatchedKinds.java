package dev.securescore.related;

import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of a cluster: of each everything is known, or nothing. */
final class WatchedKinds implements Extent {

  private static final String NOT_YET = "was not read yet";

  private final Map<RelatedKind, String> unknown = new ConcurrentHashMap<>();

  WatchedKinds() {
    for (RelatedKind kind : RelatedKind.values()) {
      unknown.put(kind, NOT_YET);
    }
  }

  boolean isKnown(RelatedKind kind) {
    return !unknown.containsKey(kind);
  }

  /** Returns whether that is news. */
  boolean known(RelatedKind kind) {
    return unknown.remove(kind) != null;
  }

  /** Returns whether that is news. */
  boolean unknown(RelatedKind kind, String reason) {
    return !reason.equals(unknown.put(kind, reason));
  }

  /** Returns whether that is news. */
  boolean forgotten(RelatedKind kind) {
    return unknown(kind, NOT_YET);
  }

  @Override
  public Optional<String> missing(RelatedVariable variable) {
    return variable.kinds().stream()
        .sorted()
        .flatMap(
            kind -> Optional.ofNullable(unknown.get(kind)).map(why -> kind + ": " + why).stream())
        .findFirst();
  }

  @Override
  public boolean isPartial() {
    return false;
  }

  /** The one of that name is not there, so it neither says nor grants anything. */
  @Override
  public Found absent(RelatedKind kind, String name) {
    return kind == RelatedKind.SERVICE_ACCOUNT
        ? new Found.Missing("there is no " + kind + " '" + name + "' in the cluster")
        : new Found.Value(JsonMap.EMPTY);
  }
}
