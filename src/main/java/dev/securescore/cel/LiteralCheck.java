package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.OptionalType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds lists and maps whose literal mixes types, which Kubernetes refuses since 1.30.
 *
 * <p>As there, an element of dynamic type and one of a known type are mixed too; {@code dyn(…)}
 * around the latter says that this is meant.
 */
final class LiteralCheck {

  private static final Set<String> EXEMPT = Set.of(ListSyntax.SORT, "format");

  private final CelAbstractSyntaxTree checked;

  LiteralCheck(CelAbstractSyntaxTree checked) {
    this.checked = checked;
  }

  Optional<ExpressionCheck.Problem> check() {
    return check(checked.getExpr());
  }

  private Optional<ExpressionCheck.Problem> check(CelExpr node) {
    if (node.getKind() == ExprKind.Kind.CALL && EXEMPT.contains(node.call().function())) {
      return Optional.empty();
    }
    List<CelExpr> keys = List.of();
    List<CelExpr> values = List.of();
    if (node.getKind() == ExprKind.Kind.LIST) {
      values = node.list().elements();
    } else if (node.getKind() == ExprKind.Kind.MAP) {
      keys = node.map().entries().stream().map(CelMap.Entry::key).toList();
      values = node.map().entries().stream().map(CelMap.Entry::value).toList();
    }
    return Stream.of(mixed(keys), mixed(values))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Children.of(node).stream().flatMap(child -> check(child).stream()).findFirst());
  }

  private Optional<ExpressionCheck.Problem> mixed(List<CelExpr> elements) {
    if (elements.size() < 2) {
      return Optional.empty();
    }
    CelType expected = typeOf(elements.getFirst());
    return elements.stream()
        .filter(element -> !expected.equals(typeOf(element)))
        .findFirst()
        .map(element ->
            new ExpressionCheck.Problem(
                element,
                "expected type '%s' but found '%s'"
                    .formatted(CelTypes.format(expected), CelTypes.format(typeOf(element)))));
  }

  /** The type of an element; of an optional one, what it holds. */
  private CelType typeOf(CelExpr element) {
    CelType type = checked.getTypeOrThrow(element.id());
    return type instanceof OptionalType optional ? optional.parameters().getFirst() : type;
  }
}
