package dev.securescore.engine;

import dev.securescore.evaluation.Surroundings;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedObjects;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an engine knows besides the object that it judges. */
record Known(Map<String, JsonMap> namespaces, RelatedObjects related) implements Surroundings {

  @Override
  public Optional<JsonMap> namespace(String name) {
    @Nullable JsonMap namespace = namespaces.get(name);
    return Optional.ofNullable(namespace);
  }
}
