package dev.securescore.catalog;

import dev.securescore.inventory.ResourceName;
import java.util.List;
import java.util.Set;

/**
 * What came of checking a recommendation's expressions against schemas.
 *
 * @param problems in the order of the spec; the recommendation judges nevertheless
 * @param unknown resources whose schema is not known, so that {@code object} was not checked
 */
public record TypeCheck(List<TypeProblem> problems, Set<ResourceName> unknown) {

  /** Copies the collections. */
  public TypeCheck {
    problems = List.copyOf(problems);
    unknown = Set.copyOf(unknown);
  }
}
