package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.planner.ProgramPlanner;
import java.util.Optional;
import java.util.Set;

/**
 * Finds calls that must fail whatever the input is, which Kubernetes refuses when it compiles.
 *
 * <p>These are conversions of a constant, such as {@code duration('soon')}, and templates of {@code
 * format} that do not fit their arguments.
 */
final class CallCheck {

  private static final Set<String> CONVERSIONS =
      Set.of("bool", "bytes", "double", "duration", "int", "string", "timestamp", "uint");

  private final CelAbstractSyntaxTree checked;
  private final ProgramPlanner planner;
  private final FormatCheck formats;

  CallCheck(CelAbstractSyntaxTree checked, ProgramPlanner planner) {
    this.checked = checked;
    this.planner = planner;
    this.formats = new FormatCheck(checked);
  }

  Optional<ExpressionCheck.Problem> check() {
    return check(checked.getExpr());
  }

  private Optional<ExpressionCheck.Problem> check(CelExpr node) {
    Optional<ExpressionCheck.Problem> own =
        node.getKind() == Kind.CALL ? check(node, node.call()) : Optional.empty();
    return own.or(
        () -> Children.of(node).stream().flatMap(child -> check(child).stream()).findFirst());
  }

  private Optional<ExpressionCheck.Problem> check(CelExpr node, CelCall call) {
    boolean convertsConstant =
        CONVERSIONS.contains(call.function())
            && call.target().isEmpty()
            && call.args().getFirst().getKind() == Kind.CONSTANT;
    return convertsConstant && fails(node)
        ? Optional.of(
            new ExpressionCheck.Problem(
                call.args().getFirst(), "invalid %s argument".formatted(call.function())))
        : formats.problem(call);
  }

  private boolean fails(CelExpr constantCall) {
    try {
      planner
          .plan(
              CelAbstractSyntaxTree.newCheckedAst(
                  constantCall,
                  checked.getSource(),
                  checked.getReferenceMap(),
                  checked.getTypeMap()))
          .eval();
      return false;
    } catch (CelEvaluationException e) {
      return true;
    }
  }
}
