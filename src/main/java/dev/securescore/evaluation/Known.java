package dev.securescore.evaluation;

import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedObjects;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Surroundings that were read before.
 *
 * @param namespaces the Namespace objects by name
 * @param related the objects that others relate to
 */
public record Known(Map<String, JsonMap> namespaces, RelatedObjects related)
    implements Surroundings {

  @Override
  public Optional<JsonMap> namespace(String name) {
    @Nullable JsonMap namespace = namespaces.get(name);
    return Optional.ofNullable(namespace);
  }
}
