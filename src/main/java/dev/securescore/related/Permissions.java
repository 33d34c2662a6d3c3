package dev.securescore.related;

import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What RBAC lets a service account do, by itself and as a member of its groups; thread-safe.
 *
 * <p>Most accounts are only bound as members of their groups, so what a list of bindings grants is
 * kept until any related object changes.
 */
final class Permissions {

  private static final int MOST_KEPT = 256;

  /** As every cluster has it; files never hold it. */
  private static final JsonMap CLUSTER_ADMIN =
      Json.object(
          Map.of(
              "apiVersion",
              "rbac.authorization.k8s.io/v1",
              "kind",
              "ClusterRole",
              "metadata",
              Map.of("name", "cluster-admin"),
              "rules",
              List.of(
                  Map.of(
                      "apiGroups", List.of("*"), "resources", List.of("*"), "verbs", List.of("*")),
                  Map.of("nonResourceURLs", List.of("*"), "verbs", List.of("*")))));

  private static final List<String> LISTS =
      List.of("apiGroups", "resources", "verbs", "resourceNames", "nonResourceURLs");

  private final RelatedObjects objects;
  private final Extent extent;
  private volatile Kept kept = new Kept(-1);

  private record Kept(long version, Map<List<ResourceId>, Found> byBindings) {
    private Kept(long version) {
      this(version, new ConcurrentHashMap<>());
    }
  }

  Permissions(RelatedObjects objects, Extent extent) {
    this.objects = objects;
    this.extent = extent;
  }

  /** One entry for each rule of each role of each binding, in the order of their names. */
  Found of(Subject.Workload workload) {
    long version = objects.version();
    List<ResourceId> bindings = bindings(workload).distinct().toList();
    if (bindings.isEmpty() && extent.isPartial() && !isThere(workload)) {
      return extent.absent(RelatedKind.SERVICE_ACCOUNT, workload.serviceAccount());
    }
    Kept now = kept;
    if (now.version() != version || now.byBindings().size() >= MOST_KEPT) {
      now = new Kept(version);
      kept = now;
    }
    return now.byBindings().computeIfAbsent(bindings, this::granted);
  }

  private Found granted(List<ResourceId> bindings) {
    Set<JsonMap> all = new LinkedHashSet<>();
    for (JsonMap binding : bindings.stream().flatMap(objects::find).toList()) {
      switch (role(RoleKey.referredBy(binding))) {
        case Found.Missing missing -> {
          return missing;
        }
        case Found.Value(Object role) ->
            ((JsonMap) role)
                .list("rules")
                .objects()
                .map(rule -> permission(rule, binding))
                .forEach(all::add);
      }
    }
    return new Found.Value(Json.list(List.copyOf(all)));
  }

  private boolean isThere(Subject.Workload workload) {
    String account = workload.serviceAccount();
    return account.equals(Skeleton.DEFAULT)
        || objects.find(RelatedKind.SERVICE_ACCOUNT, workload.namespace(), account).isPresent();
  }

  private Stream<ResourceId> bindings(Subject.Workload workload) {
    return Grantee.of(workload.namespace(), workload.serviceAccount()).stream()
        .flatMap(objects::idsUnder);
  }

  /** The role of a key. */
  Found role(RoleKey key) {
    Optional<JsonMap> known = objects.find(key.kind(), key.namespace(), key.name());
    if (known.isPresent()) {
      return new Found.Value(known.get());
    }
    return key.equals(new RoleKey("", "cluster-admin"))
        ? new Found.Value(CLUSTER_ADMIN)
        : extent.absent(key.kind(), key.name());
  }

  private static JsonMap permission(JsonMap rule, JsonMap binding) {
    boolean isOfCluster = binding.string("kind").equals("ClusterRoleBinding");
    JsonMap metadata = binding.object("metadata");
    JsonMap permission =
        Json.object(
            Map.of(
                "namespace",
                isOfCluster ? "" : Skeleton.namespaceOf(metadata.string("namespace")),
                "role",
                binding.object("roleRef").string("name"),
                "binding",
                metadata.string("name")));
    for (String list : LISTS) {
      permission = permission.with(list, rule.list(list));
    }
    return permission;
  }
}
