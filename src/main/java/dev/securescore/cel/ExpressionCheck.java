package dev.securescore.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in a checked expression what cel-java does not look for.
 *
 * <p>These are names below {@code variables} and {@code params} that do not exist, and regular
 * expressions that do not compile. Collects the free names and every text that may be shown in
 * messages because it stands in the expression.
 */
final class ExpressionCheck {

  /** What is wrong, and at which node. */
  record Problem(CelExpr node, String message) {}

  private static final String COMPOSED = "variables";
  private static final String PARAMETERS = "params";
  private static final Set<String> EXPRESSION_FUNCTIONS = Set.of("matches", "find", "findAll");
  private static final Set<String> SELECTING_FUNCTIONS = Set.of("_[_]", "_[?_]", "_?._");

  private final CelScope scope;
  private final Set<String> declared;
  private final RegularExpressions expressions;
  private final Set<String> references = new LinkedHashSet<>();
  private final Set<String> keys = new HashSet<>();
  private Optional<Problem> problem = Optional.empty();

  ExpressionCheck(CelScope scope, RegularExpressions expressions) {
    this.scope = scope;
    this.declared = scope.declared();
    this.expressions = expressions;
  }

  /** Walks the expression. */
  Optional<Problem> check(CelExpr root) {
    visit(root, Set.of());
    return problem;
  }

  /** The free names. */
  Set<String> references() {
    return Set.copyOf(references);
  }

  /** The fields and keys that the expression names. */
  Set<String> keys() {
    return Set.copyOf(keys);
  }

  private void visit(CelExpr node, Set<String> local) {
    switch (node.getKind()) {
      case IDENT -> addReference(node.ident().name(), local);
      case SELECT -> {
        keys.add(node.select().field());
        checkName(node, node.select().operand(), node.select().field(), local);
      }
      case CALL -> visitCall(node, node.call(), local);
      case COMPREHENSION -> {
        visitLoop(node.comprehension(), local);
        return;
      }
      case CONSTANT, LIST, STRUCT, MAP, NOT_SET -> {}
    }
    Children.of(node).forEach(child -> visit(child, local));
  }

  private void visitLoop(CelComprehension loop, Set<String> local) {
    visit(loop.iterRange(), local);
    visit(loop.accuInit(), local);
    Set<String> inner = new HashSet<>(local);
    inner.addAll(List.of(loop.accuVar(), loop.iterVar(), loop.iterVar2()));
    visit(loop.loopCondition(), inner);
    visit(loop.loopStep(), inner);
    visit(loop.result(), inner);
  }

  private void visitCall(CelExpr node, CelCall call, Set<String> local) {
    if (EXPRESSION_FUNCTIONS.contains(call.function())) {
      int index = call.target().isPresent() ? 0 : 1;
      text(call.args().get(index))
          .flatMap(expressions::problem)
          .ifPresent(message -> add(call.args().get(index), message));
    }
    if (SELECTING_FUNCTIONS.contains(call.function())) {
      text(call.args().getLast())
          .ifPresent(key -> {
            keys.add(key);
            checkName(node, call.args().getFirst(), key, local);
          });
    }
  }

  private void addReference(String name, Set<String> local) {
    if (!local.contains(name) && declared.contains(name)) {
      references.add(name);
    }
  }

  private void checkName(CelExpr node, CelExpr operand, String name, Set<String> local) {
    if (operand.getKind() != ExprKind.Kind.IDENT || local.contains(operand.ident().name())) {
      return;
    }
    Set<String> known =
        switch (operand.ident().name()) {
          case COMPOSED -> scope.composed();
          case PARAMETERS -> scope.parameters();
          default -> Set.of();
        };
    if (!known.isEmpty() && !known.contains(name)) {
      add(node, "undefined field '%s'%s".formatted(name, Suggestion.forName(name, known)));
    }
  }

  private void add(CelExpr node, String message) {
    if (problem.isEmpty()) {
      problem = Optional.of(new Problem(node, message));
    }
  }

  private static Optional<String> text(CelExpr node) {
    return node.getKind() == ExprKind.Kind.CONSTANT
            && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(node.constant().stringValue())
        : Optional.empty();
  }
}
