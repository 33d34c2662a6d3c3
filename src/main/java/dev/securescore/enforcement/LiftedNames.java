package dev.securescore.enforcement;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What {@code podSpec}, {@code podMetadata} and {@code containers} are in an object of any kind, as
 * conditionals on the kind.
 */
final class LiftedNames {

  private final SortedMap<KindName, List<String>> paths = new TreeMap<>();

  /**
   * The names for some kinds.
   *
   * @param kinds those that the policy matches, each with a pod spec
   */
  LiftedNames(Collection<KindName> kinds, WorkloadKinds workloads) {
    kinds.forEach(kind -> workloads.podSpecPath(kind).ifPresent(path -> paths.put(kind, path)));
  }

  /** The pod spec of a root such as {@code object}, in parentheses. */
  String podSpec(String root) {
    return conditional(path -> root + "." + path);
  }

  /** Labels and annotations of the template of a root, both always there. */
  String podMetadata(String root) {
    String parent =
        conditional(path -> {
          int last = path.lastIndexOf('.');
          return root + (last < 0 ? "" : "." + path.substring(0, last));
        });
    return "{'labels': %1$s.?metadata.?labels.orValue({}), 'annotations': %1$s.?metadata.?annotations.orValue({})}"
        .formatted(parent);
  }

  /** All containers of a pod spec: regular, init and ephemeral ones, in this order. */
  static String containers(String podSpec) {
    return PodTemplate.CONTAINER_LISTS.stream()
        .map(list -> podSpec + ".?" + list + ".orValue([])")
        .collect(Collectors.joining(" + "));
  }

  /** Kinds of clusters by the commonest place last; declared kinds first, by group as well. */
  private String conditional(UnaryOperator<String> expression) {
    Map<String, List<KindName>> byPath =
        paths.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> String.join(".", entry.getValue()),
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    List<Map.Entry<String, List<KindName>>> rarestFirst =
        byPath.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, List<KindName>> entry) -> entry.getValue().size())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    StringBuilder conditional = new StringBuilder();
    for (Map.Entry<String, List<KindName>> entry : rarestFirst.subList(0, byPath.size() - 1)) {
      conditional
          .append(isAny(entry.getValue()))
          .append(" ? ")
          .append(expression.apply(entry.getKey()))
          .append(" : ");
    }
    conditional.append(expression.apply(rarestFirst.getLast().getKey()));
    return byPath.size() == 1 ? conditional.toString() : "(" + conditional + ")";
  }

  private static String isAny(List<KindName> kinds) {
    return kinds.stream().map(LiftedNames::is).collect(Collectors.joining(" || "));
  }

  private static String is(KindName kind) {
    String name = "object.kind == " + CelText.quoted(kind.kind());
    return WorkloadKinds.isBuiltIn(kind)
        ? name
        : "(%s && object.apiVersion.startsWith(%s))"
            .formatted(name, CelText.quoted(kind.group() + "/"));
  }
}
