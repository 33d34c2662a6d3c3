package dev.securescore.related;

import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a related object.
 *
 * @param before what it was; null where it is new
 * @param after what it is; null where it is gone
 */
record Change(RelatedKind kind, ResourceId id, @Nullable JsonMap before, @Nullable JsonMap after) {

  /** What it was and what it is, as far as it was and is there. */
  Stream<JsonMap> states() {
    return Stream.of(before, after).flatMap(Stream::ofNullable);
  }
}
