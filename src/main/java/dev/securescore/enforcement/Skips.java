package dev.securescore.enforcement;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a policy passes over: what the engine does not judge, and changes that change nothing. */
final class Skips {

  private static final String PREFIX = "securescore.dev/";

  private Skips() {}

  /** An object on its way out must not be held back from it. */
  static MatchCondition beingDeleted() {
    return condition("not-being-deleted", "!has(object.metadata.deletionTimestamp)");
  }

  /** Where nothing changed that is judged, who changes something else is not to blame. */
  static MatchCondition unchanged(String changed) {
    return condition("changed", "oldObject == null || " + changed);
  }

  /** The kubelet's picture of a pod that the API server cannot keep from running. */
  static MatchCondition mirrorPods() {
    return condition(
        "not-a-mirror-pod",
        "object.kind != 'Pod' || !('kubernetes.io/config.mirror' in object.metadata.?annotations.orValue({}))");
  }

  /**
   * Objects that a judged kind controls are judged as their controller, by its template.
   *
   * @param kinds those that the policy matches
   */
  static List<MatchCondition> controlled(Collection<KindName> kinds, WorkloadKinds workloads) {
    List<String> pairs = new ArrayList<>();
    for (KindName kind : new TreeSet<>(kinds)) {
      SortedMap<String, List<String>> owners = new TreeMap<>();
      new TreeSet<>(workloads.all())
          .stream()
              .filter(owner -> WorkloadKinds.mayControl(owner, kind))
              .forEach(owner ->
                  owners
                      .computeIfAbsent(owner.group(), group -> new ArrayList<>())
                      .add(owner.kind()));
      if (!owners.isEmpty()) {
        pairs.add(
            "object.kind == %s && (%s)".formatted(CelText.quoted(kind.kind()), isAny(owners)));
      }
    }
    return pairs.isEmpty()
        ? List.of()
        : List.of(
            condition(
                "not-controlled",
                "!object.metadata.?ownerReferences.orValue([]).exists(r, r.?controller.orValue(false) && (%s))"
                    .formatted(CelText.any(pairs))));
  }

  private static String isAny(SortedMap<String, List<String>> owners) {
    return owners.entrySet().stream()
        .map(entry ->
            "%s && r.kind in %s".formatted(isGroup(entry.getKey()), CelText.list(entry.getValue())))
        .collect(Collectors.joining(") || (", "(", ")"));
  }

  private static String isGroup(String group) {
    return group.isEmpty()
        ? "!r.apiVersion.contains('/')"
        : "r.apiVersion.startsWith(%s)".formatted(CelText.quoted(group + "/"));
  }

  static MatchCondition condition(String name, String expression) {
    return new MatchCondition(expression, PREFIX + name);
  }
}
