package dev.securescore.related;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is related to one subject, looked for when it is asked for; belongs to one thread. */
public final class Relations {

  private final RelatedObjects objects;
  private final Extent extent;
  private final Permissions permissions;
  private final Subject subject;
  private final Map<RelatedVariable, Found> found = new EnumMap<>(RelatedVariable.class);

  Relations(RelatedObjects objects, Extent extent, Permissions permissions, Subject subject) {
    this.objects = objects;
    this.extent = extent;
    this.permissions = permissions;
    this.subject = subject;
  }

  /** What they are related to. */
  public Subject subject() {
    return subject;
  }

  /** The value of a variable, or why it has none. */
  public Found find(RelatedVariable variable) {
    return found.computeIfAbsent(variable, this::look);
  }

  /** Whether a Service, an Ingress or a route leads to it from outside the cluster. */
  public boolean isReachableFromOutside() {
    return subject instanceof Subject.Workload workload
        && services(workload).anyMatch(service -> isOpen(service) || isLedTo(workload, service));
  }

  private static boolean isOpen(JsonMap service) {
    JsonMap spec = service.object("spec");
    String type = spec.string("type");
    return type.equals("NodePort")
        || type.equals("LoadBalancer")
        || !spec.list("externalIPs").isEmpty();
  }

  private boolean isLedTo(Subject.Workload workload, JsonMap service) {
    return objects.idsUnder(backend(workload, service)).findAny().isPresent();
  }

  private static Backend backend(Subject.Workload workload, JsonMap service) {
    return new Backend(workload.namespace(), service.object("metadata").string("name"));
  }

  private Found look(RelatedVariable variable) {
    Optional<String> missing = extent.missing(variable);
    if (missing.isPresent()) {
      return new Found.Missing(missing.get());
    }
    return switch (subject) {
      case Subject.Workload workload -> ofWorkload(variable, workload);
      case Subject.Namespace(String name) -> ofNamespace(variable, name);
      case Subject.Binding(RoleKey role) ->
          variable == RelatedVariable.OF_ROLE ? permissions.role(role) : unfit(variable);
      case Subject.Role(RoleKey key) ->
          variable == RelatedVariable.BINDINGS
              ? list(objects.under(key, RelatedKind.ROLE_BINDING, RelatedKind.CLUSTER_ROLE_BINDING))
              : unfit(variable);
      case Subject.Other other -> unfit(variable);
    };
  }

  private static Found unfit(RelatedVariable variable) {
    return new Found.Missing("the variable '" + variable + "' is not there for this kind");
  }

  private Found ofWorkload(RelatedVariable variable, Subject.Workload workload) {
    return switch (variable) {
      case OF_SERVICE_ACCOUNT -> serviceAccount(workload);
      case PERMISSIONS -> permissions.of(workload);
      case NETWORK_POLICIES ->
          list(
              objects
                  .in(RelatedKind.NETWORK_POLICY, workload.namespace())
                  .filter(policy -> Selection.byNetworkPolicy(policy, workload.labels())));
      case SERVICES -> list(services(workload));
      case INGRESSES -> list(leading(workload, RelatedKind.INGRESS));
      case ROUTES ->
          list(
              leading(
                  workload,
                  RelatedKind.HTTP_ROUTE,
                  RelatedKind.GRPC_ROUTE,
                  RelatedKind.TLS_ROUTE,
                  RelatedKind.TCP_ROUTE,
                  RelatedKind.UDP_ROUTE));
      case POD_DISRUPTION_BUDGETS ->
          list(
              objects
                  .in(RelatedKind.POD_DISRUPTION_BUDGET, workload.namespace())
                  .filter(budget -> Selection.byBudget(budget, workload.labels())));
      case RESOURCE_QUOTAS, LIMIT_RANGES, OF_ROLE, BINDINGS -> unfit(variable);
    };
  }

  private Found ofNamespace(RelatedVariable variable, String name) {
    return switch (variable) {
      case NETWORK_POLICIES -> list(objects.in(RelatedKind.NETWORK_POLICY, name));
      case RESOURCE_QUOTAS -> list(objects.in(RelatedKind.RESOURCE_QUOTA, name));
      case LIMIT_RANGES -> list(objects.in(RelatedKind.LIMIT_RANGE, name));
      case OF_SERVICE_ACCOUNT,
          PERMISSIONS,
          SERVICES,
          INGRESSES,
          ROUTES,
          POD_DISRUPTION_BUDGETS,
          OF_ROLE,
          BINDINGS ->
          unfit(variable);
    };
  }

  private Stream<JsonMap> services(Subject.Workload workload) {
    return objects
        .in(RelatedKind.SERVICE, workload.namespace())
        .filter(service -> Selection.byService(service, workload.labels()));
  }

  private Stream<JsonMap> leading(Subject.Workload workload, RelatedKind... kinds) {
    return services(workload)
        .flatMap(service -> objects.under(backend(workload, service), kinds))
        .distinct();
  }

  /** Every namespace has a service account {@code default}, which the cluster makes by itself. */
  private Found serviceAccount(Subject.Workload workload) {
    String name = workload.serviceAccount();
    return objects
        .find(RelatedKind.SERVICE_ACCOUNT, workload.namespace(), name)
        .<Found>map(Found.Value::new)
        .orElseGet(() ->
            name.equals(Skeleton.DEFAULT)
                ? new Found.Value(asMade(workload.namespace()))
                : extent.absent(RelatedKind.SERVICE_ACCOUNT, name));
  }

  private static JsonMap asMade(String namespace) {
    return Json.object(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ServiceAccount",
            "metadata",
            Map.of("name", Skeleton.DEFAULT, "namespace", namespace)));
  }

  private static Found list(Stream<JsonMap> all) {
    return new Found.Value(Json.list(List.copyOf(all.toList())));
  }
}
