package dev.securescore.engine;

import dev.securescore.evaluation.ContainerVerdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verdicts on single containers, kept only for columns where an exemption tells them apart.
 *
 * @param byColumn what each container was told; a name may stand twice where children differ
 */
record ContainerVerdicts(Map<Integer, Set<ContainerVerdict>> byColumn) {

  static final ContainerVerdicts NONE = new ContainerVerdicts(Map.of());

  /** What is known of the containers for a column; empty where nothing is kept. */
  Set<ContainerVerdict> of(int column) {
    return byColumn.getOrDefault(column, Set.of());
  }

  /** These for another catalogue. */
  ContainerVerdicts relaid(int[] from) {
    if (byColumn.isEmpty()) {
      return this;
    }
    Map<Integer, Set<ContainerVerdict>> relaid = new HashMap<>();
    for (int column = 0; column < from.length; column++) {
      if (byColumn.containsKey(from[column])) {
        relaid.put(column, of(from[column]));
      }
    }
    return new ContainerVerdicts(Map.copyOf(relaid));
  }

  /** Those of all children together. */
  static ContainerVerdicts union(Collection<ContainerVerdicts> children) {
    List<ContainerVerdicts> telling =
        children.stream().filter(child -> !child.byColumn.isEmpty()).toList();
    if (telling.isEmpty()) {
      return NONE;
    }
    Map<Integer, Set<ContainerVerdict>> all = new HashMap<>();
    for (ContainerVerdicts child : telling) {
      child.byColumn.forEach((column, verdicts) ->
          all.computeIfAbsent(column, first -> new HashSet<>()).addAll(verdicts));
    }
    return new ContainerVerdicts(Map.copyOf(all));
  }
}
