package dev.securescore.schema;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.Optional;

/** Values that stand in an expression. */
final class Constants {

  private Constants() {}

  static Optional<String> text(CelExpr node) {
    return node.getKind() == ExprKind.Kind.CONSTANT
            && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(node.constant().stringValue())
        : Optional.empty();
  }
}
