package dev.securescore.cli;

import dev.securescore.catalog.Policy;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.output.ClusterKinds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts the workloads of a cluster by kind, outside of excluded namespaces. */
final class LiveKinds {

  private final Policy policy;
  private final OwnerKinds owners;
  private final Console console;
  private final Map<KindName, Set<String>> judgedOwners = new TreeMap<>();

  LiveKinds(ClusterReader reader, Policy policy, Console console) {
    this.policy = policy;
    this.owners = new OwnerKinds(reader, policy);
    this.console = console;
  }

  ClusterKinds count(String cluster) {
    WorkloadKinds kinds = policy.inventory().kinds();
    List<ClusterKinds.Workload> workloads =
        new TreeSet<>(kinds.all())
            .stream()
                .map(kind ->
                    new ClusterKinds.Workload(
                        kind.group(),
                        kind.kind(),
                        String.join(".", kinds.podSpecPath(kind).orElseThrow()),
                        !WorkloadKinds.isBuiltIn(kind),
                        judged(kind)))
                .toList();
    return new ClusterKinds(
        cluster,
        workloads,
        owners.undeclared(judgedOwners.keySet()).stream()
            .flatMap(kind -> owner(kind).stream())
            .toList());
  }

  /** How many of a kind are judged as themselves; notes the owners of others. */
  private @Nullable Integer judged(KindName kind) {
    int[] own = {0};
    try {
      owners.list(
          kind,
          object -> {
            switch (policy.inventory().standing(object)) {
              case Standing.Own itself -> own[0]++;
              case Standing.ChildOf child ->
                  judgedOwners
                      .computeIfAbsent(child.owner().kind(), any -> new HashSet<>())
                      .add(place(child.owner()));
              case Standing.Controlled controlled -> {}
              case Standing.Finished finished -> {}
              case Standing.Passed passed -> {}
            }
          });
      return own[0];
    } catch (Forbidden forbidden) {
      console.say("warning: " + forbidden.getMessage());
      return null;
    }
  }

  private Optional<ClusterKinds.Owner> owner(KindName kind) {
    Set<String> judged = judgedOwners.getOrDefault(kind, Set.of());
    int[] others = {0};
    String[] path = {""};
    @Nullable Integer notJudged = null;
    try {
      boolean served = owners.list(kind, object -> look(object, judged, others, path));
      notJudged = served ? others[0] : null;
    } catch (Forbidden forbidden) {
      console.say("warning: " + forbidden.getMessage());
    }
    return judged.isEmpty() && others[0] == 0
        ? Optional.empty()
        : Optional.of(
            new ClusterKinds.Owner(
                kind.group(),
                kind.kind(),
                judged.size(),
                notJudged,
                path[0].isEmpty() ? null : path[0]));
  }

  private static void look(JsonMap object, Set<String> judged, int[] others, String[] path) {
    if (!judged.contains(place(ResourceId.of(object)))) {
      others[0]++;
    }
    if (path[0].isEmpty()) {
      path[0] = OwnerKinds.podSpecPath(object).orElse("");
    }
  }

  private static String place(ResourceId id) {
    return id.namespace() + "/" + id.name();
  }
}
