package dev.securescore.schema;

import dev.cel.common.types.StructType;
import dev.securescore.inventory.ResourceName;
import java.util.Optional;

/** Knows what objects look like. */
@FunctionalInterface
public interface Schemas {

  /** The type of the objects of a resource; empty where its schema is not known. */
  Optional<StructType> of(ResourceName resource);

  /** These, and others for what these do not know. */
  default Schemas or(Schemas others) {
    return resource -> of(resource).or(() -> others.of(resource));
  }
}
