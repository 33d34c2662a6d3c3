package dev.securescore.cel;

import dev.cel.common.ast.CelExpr;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How large an expression may be, so that nobody's expression exhausts the stack or the parser. */
final class ExpressionLimits {

  /** As the API server's limit on the size of what a person would still write by hand. */
  static final int MAXIMUM_BYTES = 16 * 1024;

  /** Of the tree after macros are expanded. */
  static final int MAXIMUM_DEPTH = 50;

  private ExpressionLimits() {}

  static Optional<String> problem(String source) {
    int bytes = source.getBytes(StandardCharsets.UTF_8).length;
    return bytes <= MAXIMUM_BYTES
        ? Optional.empty()
        : Optional.of("expression too long: %d bytes, at most %d".formatted(bytes, MAXIMUM_BYTES));
  }

  /** The first node that is nested too deeply. */
  static Optional<CelExpr> tooDeep(CelExpr root) {
    return tooDeep(root, MAXIMUM_DEPTH);
  }

  private static Optional<CelExpr> tooDeep(CelExpr node, int remaining) {
    return remaining == 0
        ? Optional.of(node)
        : Children.of(node).stream()
            .flatMap(child -> tooDeep(child, remaining - 1).stream())
            .findFirst();
  }
}
