package dev.securescore.evaluation;

import dev.securescore.json.JsonMap;
import java.util.Optional;

/** What a verdict may depend on besides the object itself. */
@FunctionalInterface
public interface Surroundings {

  /** The Namespace object of a name; empty while it is not known. */
  Optional<JsonMap> namespace(String name);
}
