package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
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
    boolean convertsConstant = CONVERSIONS.contains(call.function()) && isConstant(node);
    if (convertsConstant && fails(node)) {
      return Optional.of(
          new ExpressionCheck.Problem(
              call.args().getFirst(), "invalid %s argument".formatted(call.function())));
    }
    return call.function().equals(ListSyntax.SORT) ? sortKey(call) : formats.problem(call);
  }

  private Optional<ExpressionCheck.Problem> sortKey(CelCall sort) {
    return ListSyntax.sortedPair(sort)
        .map(pair -> pair.list().elements().getFirst())
        .filter(key -> !isSortable(checked.getTypeOrThrow(key.id())))
        .map(key ->
            new ExpressionCheck.Problem(
                key,
                "sortBy: keys of type %s have no order"
                    .formatted(checked.getTypeOrThrow(key.id()).name())));
  }

  private static boolean isSortable(CelType type) {
    return type.equals(SimpleType.DYN)
        || type.equals(SimpleType.NULL_TYPE)
        || ListFunctions.COMPARABLE.contains(type);
  }

  /** A constant, converted or not. */
  private static boolean isConstant(CelExpr node) {
    if (node.getKind() != Kind.CALL) {
      return node.getKind() == Kind.CONSTANT;
    }
    CelCall call = node.call();
    boolean converts = CONVERSIONS.contains(call.function()) || call.function().equals("dyn");
    return converts && call.target().isEmpty() && isConstant(call.args().getFirst());
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
