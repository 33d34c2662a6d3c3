package dev.securescore.related;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which objects must be judged again because a related one changed. */
final class Effects {

  private final RelatedObjects objects;
  private final Workloads workloads;

  Effects(RelatedObjects objects, Workloads workloads) {
    this.objects = objects;
    this.workloads = workloads;
  }

  /** Those that the object was related to, and those that it is. */
  Set<ResourceId> of(Change change) {
    return affected(change).collect(Collectors.toSet());
  }

  private Stream<ResourceId> affected(Change change) {
    String namespace = change.id().namespace();
    return switch (change.kind()) {
      case SERVICE_ACCOUNT ->
          in(namespace, workload -> workload.serviceAccount().equals(change.id().name()));
      case SERVICE -> selected(change, Selection::byService);
      case NETWORK_POLICY ->
          Stream.concat(
              selected(change, Selection::byNetworkPolicy), Stream.of(namespaceItself(namespace)));
      case POD_DISRUPTION_BUDGET -> selected(change, Selection::byBudget);
      case RESOURCE_QUOTA, LIMIT_RANGE -> Stream.of(namespaceItself(namespace));
      case INGRESS -> change.states().flatMap(state -> behind(Backend.ofIngress(state)));
      case HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE ->
          change.states().flatMap(state -> behind(Backend.ofRoute(state)));
      case ROLE -> ofRole(new RoleKey(namespace, change.id().name()));
      case CLUSTER_ROLE -> ofRole(new RoleKey("", change.id().name()));
      case ROLE_BINDING, CLUSTER_ROLE_BINDING -> change.states().flatMap(this::ofBinding);
    };
  }

  private Stream<ResourceId> selected(
      Change change, BiPredicate<JsonMap, Map<String, String>> selects) {
    return in(
        change.id().namespace(),
        workload -> change.states().anyMatch(state -> selects.test(state, workload.labels())));
  }

  private Stream<ResourceId> behind(Collection<Backend> backends) {
    return backends.stream()
        .flatMap(backend ->
            objects.find(RelatedKind.SERVICE, backend.namespace(), backend.service()).stream()
                .flatMap(service ->
                    in(
                        backend.namespace(),
                        workload -> Selection.byService(service, workload.labels()))));
  }

  private Stream<ResourceId> ofRole(RoleKey key) {
    Stream<ResourceId> granted =
        objects
            .under(key, RelatedKind.ROLE_BINDING, RelatedKind.CLUSTER_ROLE_BINDING)
            .flatMap(binding -> granted(Grantee.of(binding)));
    return Stream.concat(objects.idsUnder(key), granted);
  }

  private Stream<ResourceId> ofBinding(JsonMap binding) {
    RoleKey key = RoleKey.referredBy(binding);
    ResourceId role = new ResourceId(key.kind().kind(), key.namespace(), key.name(), "");
    return Stream.concat(Stream.of(role), granted(Grantee.of(binding)));
  }

  private Stream<ResourceId> granted(Collection<Grantee> grantees) {
    return grantees.stream()
        .flatMap(grantee -> {
          if (grantee.namespace().isEmpty()) {
            return workloads.all().map(Map.Entry::getKey);
          }
          return in(
              grantee.namespace(),
              workload ->
                  grantee.name().isEmpty() || grantee.name().equals(workload.serviceAccount()));
        });
  }

  private Stream<ResourceId> in(String namespace, Predicate<Subject.Workload> wanted) {
    return workloads
        .in(namespace)
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey);
  }

  private static ResourceId namespaceItself(String name) {
    return new ResourceId(KindName.NAMESPACE, "", name, "");
  }
}
