package dev.securescore.cli;

import dev.securescore.catalog.Policy;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.output.ClusterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Kinds of other projects that run pods and that the policy does not name. */
final class OwnerKinds {

  /** Those in wide use, which are looked for even where none of them has a live child. */
  private static final Set<KindName> KNOWN =
      Set.of(
          new KindName("argoproj.io", "Rollout"),
          new KindName("apps.openshift.io", "DeploymentConfig"),
          new KindName("apps.kruise.io", "CloneSet"),
          new KindName("apps.kruise.io", "DaemonSet"),
          new KindName("apps.kruise.io", "StatefulSet"));

  private static final String CONTAINERS = "containers";
  private static final int DEEPEST = 8;

  private final ClusterReader reader;
  private final ServedKinds served;
  private final Policy policy;

  OwnerKinds(ClusterReader reader, Policy policy) {
    this.reader = reader;
    this.served = new ServedKinds(reader);
    this.policy = policy;
  }

  /** The kinds among those in wide use, and some others, that the policy does not name. */
  Set<KindName> undeclared(Set<KindName> others) {
    WorkloadKinds declared = policy.inventory().kinds();
    Set<KindName> all = new TreeSet<>(KNOWN);
    all.addAll(others);
    all.removeIf(declared::contains);
    return all;
  }

  /**
   * Reads every object of a kind outside excluded namespaces.
   *
   * @return whether the cluster serves the kind
   */
  boolean list(KindName kind, Consumer<JsonMap> each) {
    Optional<ServedKind> found = served.find(kind.resource());
    found.ifPresent(one ->
        reader.list(
            one.pathOfAll(),
            object -> {
              if (!policy.isExcluded(ResourceId.of(object).scoredIn())) {
                each.accept(object);
              }
            }));
    return found.isPresent();
  }

  /** How many of the kinds in wide use are at zero replicas, so that nothing of them is judged. */
  List<ClusterStatus.Unconfigured> atZero() {
    List<ClusterStatus.Unconfigured> idle = new ArrayList<>();
    for (KindName kind : undeclared(Set.of())) {
      int[] count = {0};
      try {
        list(kind, object -> count[0] += object.object("spec").number("replicas", 1) == 0 ? 1 : 0);
      } catch (Forbidden unreadable) {
        continue; // whoever may not read a kind is told nothing about it
      }
      if (count[0] > 0) {
        idle.add(new ClusterStatus.Unconfigured(kind.group(), kind.kind(), count[0]));
      }
    }
    return List.copyOf(idle);
  }

  /** The path to the pod spec of an object, as the policy takes it; empty where there is none. */
  static Optional<String> podSpecPath(JsonMap object) {
    return path(object.object("spec"), "spec", DEEPEST);
  }

  private static Optional<String> path(JsonMap object, String path, int depth) {
    boolean isPodSpec =
        !object.list(CONTAINERS).isEmpty()
            && object.list(CONTAINERS).objects().allMatch(each -> !each.string("name").isEmpty());
    if (isPodSpec) {
      return Optional.of(path);
    }
    if (depth == 0) {
      return Optional.empty();
    }
    return object.keySet().stream()
        .sorted()
        .flatMap(key -> path(object.object(key), path + "." + key, depth - 1).stream())
        .findFirst();
  }
}
