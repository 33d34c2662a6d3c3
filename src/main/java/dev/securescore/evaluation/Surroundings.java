package dev.securescore.evaluation;

import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedObjects;
import java.util.Optional;

/** What a verdict may depend on besides the object itself. */
@FunctionalInterface
public interface Surroundings {

  /** The Namespace object of a name; empty while it is not known. */
  Optional<JsonMap> namespace(String name);

  /** The objects that others relate to; where nobody tells, none was read. */
  default RelatedObjects related() {
    return RelatedObjects.ofCluster();
  }
}
