package dev.securescore.catalog;

import dev.securescore.inventory.ResourceName;
import dev.securescore.schema.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was found with one type for {@code object}.
 *
 * @param readsObject whether another type for it could give another result
 */
record TypePass(List<Found> found, boolean readsObject) {

  /** A mistake in a field. */
  record Found(String path, Mistake mistake) {

    /** What makes it the same mistake with another kind, which may suggest another name. */
    private List<Object> place() {
      return List.of(
          path,
          mistake.line(),
          mistake.column(),
          mistake.field().isEmpty() ? mistake.message() : mistake.field());
    }

    /** The one that says more. */
    private Found clearer(Found other) {
      return other.mistake.message().length() > mistake.message().length() ? other : this;
    }

    private TypeProblem problem(String where) {
      return new TypeProblem(path, mistake.line(), mistake.column(), mistake.message() + where);
    }
  }

  List<TypeProblem> problems() {
    return found.stream().map(each -> each.problem("")).toList();
  }

  /**
   * The problems of several kinds together.
   *
   * <p>What is wrong for some kinds only is left out where the author minds the difference: asks
   * whether the field is there, or which kind it is.
   *
   * @param all how many kinds there are, with those that were not looked at
   */
  static List<TypeProblem> problems(
      Map<ResourceName, TypePass> passes, int all, boolean tellsKindsApart) {
    Map<List<Object>, Found> places = new LinkedHashMap<>();
    Map<List<Object>, Set<ResourceName>> kinds = new HashMap<>();
    Set<String> tested = new HashSet<>();
    passes.forEach((resource, pass) -> {
      for (Found each : pass.found) {
        places.merge(each.place(), each, Found::clearer);
        kinds.computeIfAbsent(each.place(), _ -> new TreeSet<>()).add(resource);
        if (each.mistake().tested()) {
          tested.add(each.mistake().field());
        }
      }
    });
    List<TypeProblem> problems = new ArrayList<>();
    places.forEach((place, each) -> {
      Set<ResourceName> of = kinds.getOrDefault(place, Set.of());
      if (of.size() == all) {
        problems.add(each.problem(""));
      } else if (!tellsKindsApart && !tested.contains(each.mistake().field())) {
        problems.add(each.problem(named(of)));
      }
    });
    return problems;
  }

  private static String named(Set<ResourceName> resources) {
    return resources.stream()
        .map(ResourceName::toString)
        .collect(Collectors.joining(", ", " (of ", ")"));
  }
}
