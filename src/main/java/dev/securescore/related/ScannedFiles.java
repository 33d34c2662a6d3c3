package dev.securescore.related;

import static dev.securescore.related.RelatedKind.CLUSTER_ROLE_BINDING;
import static dev.securescore.related.RelatedKind.ROLE_BINDING;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The files of a scan: a kind of which they hold nothing lives elsewhere, and one of which they
 * hold something is taken for all there is.
 */
final class ScannedFiles implements Extent {

  private static final String WHERE = " in the scanned files";

  private final Predicate<RelatedKind> isThere;

  ScannedFiles(Predicate<RelatedKind> isThere) {
    this.isThere = isThere;
  }

  @Override
  public Optional<String> missing(RelatedVariable variable) {
    return needed(variable).stream()
        .filter(kinds -> kinds.stream().noneMatch(isThere))
        .findFirst()
        .map(kinds ->
            "no "
                + kinds.stream().map(RelatedKind::toString).collect(Collectors.joining(" or "))
                + WHERE);
  }

  /** Of each list one kind must be there; what others name is looked for by that name. */
  private static List<List<RelatedKind>> needed(RelatedVariable variable) {
    return switch (variable) {
      case OF_SERVICE_ACCOUNT, OF_ROLE -> List.of();
      case PERMISSIONS, BINDINGS -> List.of(List.of(ROLE_BINDING, CLUSTER_ROLE_BINDING));
      case ROUTES ->
          List.of(
              List.of(RelatedKind.SERVICE),
              List.of(
                  RelatedKind.HTTP_ROUTE,
                  RelatedKind.GRPC_ROUTE,
                  RelatedKind.TLS_ROUTE,
                  RelatedKind.TCP_ROUTE,
                  RelatedKind.UDP_ROUTE));
      case NETWORK_POLICIES,
          SERVICES,
          INGRESSES,
          POD_DISRUPTION_BUDGETS,
          RESOURCE_QUOTAS,
          LIMIT_RANGES ->
          variable.kinds().stream().sorted().map(List::of).toList();
    };
  }

  @Override
  public boolean isPartial() {
    return true;
  }

  @Override
  public Found absent(RelatedKind kind, String name) {
    return new Found.Missing("no " + kind + " '" + name + "'" + WHERE);
  }
}
