package dev.securescore.related;

import static dev.securescore.related.RelatedKind.CLUSTER_ROLE;
import static dev.securescore.related.RelatedKind.CLUSTER_ROLE_BINDING;
import static dev.securescore.related.RelatedKind.GRPC_ROUTE;
import static dev.securescore.related.RelatedKind.HTTP_ROUTE;
import static dev.securescore.related.RelatedKind.INGRESS;
import static dev.securescore.related.RelatedKind.LIMIT_RANGE;
import static dev.securescore.related.RelatedKind.NETWORK_POLICY;
import static dev.securescore.related.RelatedKind.POD_DISRUPTION_BUDGET;
import static dev.securescore.related.RelatedKind.RESOURCE_QUOTA;
import static dev.securescore.related.RelatedKind.ROLE;
import static dev.securescore.related.RelatedKind.ROLE_BINDING;
import static dev.securescore.related.RelatedKind.SERVICE;
import static dev.securescore.related.RelatedKind.SERVICE_ACCOUNT;
import static dev.securescore.related.RelatedKind.TCP_ROUTE;
import static dev.securescore.related.RelatedKind.TLS_ROUTE;
import static dev.securescore.related.RelatedKind.UDP_ROUTE;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names under which expressions read related objects; {@code docs/variables.md} explains each.
 */
public enum RelatedVariable {
  OF_SERVICE_ACCOUNT("serviceAccount", SERVICE_ACCOUNT),
  PERMISSIONS("permissions", ROLE, CLUSTER_ROLE, ROLE_BINDING, CLUSTER_ROLE_BINDING),
  NETWORK_POLICIES("networkPolicies", NETWORK_POLICY),
  SERVICES("services", SERVICE),
  INGRESSES("ingresses", SERVICE, INGRESS),
  ROUTES("routes", SERVICE, HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE),
  POD_DISRUPTION_BUDGETS("podDisruptionBudgets", POD_DISRUPTION_BUDGET),
  RESOURCE_QUOTAS("resourceQuotas", RESOURCE_QUOTA),
  LIMIT_RANGES("limitRanges", LIMIT_RANGE),
  OF_ROLE("role", ROLE, CLUSTER_ROLE),
  BINDINGS("bindings", ROLE_BINDING, CLUSTER_ROLE_BINDING);

  private static final Map<String, RelatedVariable> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RelatedVariable::toString, Function.identity()));

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // the set cannot be changed
  private final Set<RelatedKind> kinds;

  RelatedVariable(String text, RelatedKind... kinds) {
    this.text = text;
    this.kinds = Set.of(kinds);
  }

  /** The variable of a name; empty for all other names. */
  public static Optional<RelatedVariable> of(String name) {
    @Nullable RelatedVariable found = BY_NAME.get(name);
    return Optional.ofNullable(found);
  }

  /** The variables among some names. */
  public static Set<RelatedVariable> among(Collection<String> names) {
    return names.stream()
        .flatMap(name -> of(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of all of them. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** The kinds that must be read for it. */
  public Set<RelatedKind> kinds() {
    return kinds;
  }

  /** The name in expressions. */
  @Override
  public String toString() {
    return text;
  }
}
