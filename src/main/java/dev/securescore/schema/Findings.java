package dev.securescore.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.StructType;
import dev.securescore.cel.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one expression, each thing once. */
final class Findings {

  private final Places places;
  private final Set<Mistake> mistakes = new LinkedHashSet<>();

  Findings(CelAbstractSyntaxTree ast) {
    this.places = new Places(ast);
  }

  List<Mistake> mistakes() {
    return List.copyOf(mistakes);
  }

  /** A call or an operator that does not go with what it is given. */
  void wrong(CelExpr node, String message) {
    add(places.of(node), message, "", false);
  }

  /** Something about the expression as a whole. */
  void wrong(String message) {
    add(CelSourceLocation.of(1, 0), message, "", false);
  }

  /** A field that no object of the type has. */
  void undefined(CelExpr node, StructType type, String field, boolean tested) {
    CelSourceLocation place =
        node.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            ? places.of(node)
            : places.ofField(node, field);
    String message =
        "undefined field '%s'%s".formatted(field, Suggestion.forName(field, type.fieldNames()));
    add(place, message, field, tested);
  }

  private void add(CelSourceLocation place, String message, String field, boolean tested) {
    mistakes.add(new Mistake(message, place.getLine(), place.getColumn() + 1, field, tested));
  }
}
