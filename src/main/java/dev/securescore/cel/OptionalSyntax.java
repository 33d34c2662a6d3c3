package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelIssue;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelParserBuilder;
import java.util.Optional;

/**
 * Optionals, with {@code optMap} and {@code optFlatMap} as loops over no or one element.
 *
 * <p>cel-java makes the variable of these two an accumulator, and an accumulator that holds a list
 * has no elements by index unless the converter copies it, which ours does not.
 */
record OptionalSyntax(CelOptionalLibrary declarations) implements CelCompilerLibrary {

  @Override
  public void setParserOptions(CelParserBuilder parser) {
    parser
        .setOptions(parser.getOptions().toBuilder().enableOptionalSyntax(true).build())
        .addMacros(
            CelMacro.newReceiverMacro("optMap", 2, OptionalSyntax::map),
            CelMacro.newReceiverMacro("optFlatMap", 2, OptionalSyntax::flatMap));
  }

  @Override
  public void setCheckerOptions(CelCheckerBuilder checker) {
    declarations.setCheckerOptions(checker);
  }

  private static Optional<CelExpr> map(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    return loop(factory, target, arguments)
        .map(results -> factory.newGlobalCall(OptionalFunctions.FIRST, results));
  }

  private static Optional<CelExpr> flatMap(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    return loop(factory, target, arguments)
        .map(results -> factory.newGlobalCall(OptionalFunctions.FIRST, unwrap(factory, results)));
  }

  private static Optional<CelExpr> loop(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    CelExpr variable = arguments.getFirst();
    if (variable.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          factory.reportError(
              CelIssue.formatError(
                  factory.getSourceLocation(variable), "variable must be a simple name")));
    }
    String accumulator = factory.getAccumulatorVarName();
    CelExpr step =
        factory.newGlobalCall(
            Operator.ADD.getFunction(),
            factory.newIdentifier(accumulator),
            factory.newList(arguments.getLast()));
    return Optional.of(
        factory.fold(
            variable.ident().name(),
            unwrap(factory, factory.newList(target)),
            accumulator,
            factory.newList(),
            factory.newBoolLiteral(true),
            step,
            factory.newIdentifier(accumulator)));
  }

  private static CelExpr unwrap(CelMacroExprFactory factory, CelExpr optionals) {
    return factory.newGlobalCall(OptionalFunctions.HELD, optionals);
  }
}
