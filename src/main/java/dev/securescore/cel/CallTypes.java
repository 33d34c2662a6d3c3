package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types that calls of the language's functions result in.
 *
 * <p>Safe for use by several threads.
 */
public final class CallTypes {

  /** A call's type costs a millisecond to find out; so many are remembered. */
  private static final int REMEMBERED = 2_000;

  private final CelCompiler compiler;
  private final Map<Call, Result> known = new ConcurrentHashMap<>();

  private record Call(String function, boolean onTarget, List<CelType> arguments) {}

  /** What came of a call. */
  public sealed interface Result {

    /** It has this type. */
    record Typed(CelType type) implements Result {}

    /** No overload takes these arguments. */
    record Refused() implements Result {}
  }

  CallTypes(CelCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * The type of a call.
   *
   * @param function its name, {@code _+_} for an operator
   * @param onTarget whether the first argument stands before the name
   * @param arguments their types
   */
  public Result of(String function, boolean onTarget, List<CelType> arguments) {
    Call call = new Call(function, onTarget, List.copyOf(arguments));
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(call, this::find);
  }

  private Result find(Call call) {
    CelCompilerBuilder builder = compiler.toCompilerBuilder();
    ImmutableList.Builder<CelExpr> names = ImmutableList.builder();
    for (int index = 0; index < call.arguments().size(); index++) {
      builder.addVar("a" + index, call.arguments().get(index));
      names.add(CelExpr.ofIdent(index + 2L, "a" + index));
    }
    ImmutableList<CelExpr> all = names.build();
    CelExpr expression =
        call.onTarget()
            ? CelExpr.ofCall(
                1, Optional.of(all.getFirst()), call.function(), all.subList(1, all.size()))
            : CelExpr.ofCall(1, Optional.empty(), call.function(), all);
    try {
      return new Result.Typed(
          builder
              .build()
              .check(
                  CelAbstractSyntaxTree.newParsedAst(expression, CelSource.newBuilder("").build()))
              .getAst()
              .getResultType());
    } catch (CelValidationException noOverload) {
      return new Result.Refused();
    }
  }
}
