package dev.securescore.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelResolvedOverload;
import dev.cel.runtime.planner.PlannedProgram;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Reason;
import dev.securescore.cel.Outcome.Value;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A compiled expression.
 *
 * <p>Safe for use by several threads. Evaluating depends on nothing but the variables and never
 * changes them.
 */
public final class Expression {

  private static final CelFunctionResolver NO_LATE_FUNCTIONS = new NoLateFunctions();

  private final String source;
  private final Set<String> references;
  private final Set<Read> reads;
  private final Set<String> keys;
  private final ResultType expected;
  private final KubernetesRelease minimumRelease;
  private final Supplier<PlannedProgram> program;

  Expression(
      String source,
      Set<String> references,
      Set<Read> reads,
      Set<String> keys,
      ResultType expected,
      KubernetesRelease minimumRelease,
      Supplier<PlannedProgram> program) {
    this.source = source;
    this.references = references;
    this.reads = reads;
    this.keys = keys;
    this.expected = expected;
    this.minimumRelease = minimumRelease;
    this.program = program;
  }

  /** The text it was compiled from. */
  public String source() {
    return source;
  }

  ResultType expected() {
    return expected;
  }

  /** The names of fields in it, which messages may repeat. */
  Set<String> keys() {
    return keys;
  }

  /** The free names it uses, such as {@code object}; {@code variables} and {@code params} too. */
  public Set<String> references() {
    return references;
  }

  /** The parts of their values that it looks at. */
  public Set<Read> reads() {
    return reads;
  }

  /**
   * The oldest release in which a new ValidatingAdmissionPolicy may use it.
   *
   * <p>Names that admission does not have, such as {@code podSpec}, are not looked at.
   */
  public KubernetesRelease minimumRelease() {
    return minimumRelease;
  }

  /** Evaluates it, drawing on a budget that other evaluations may share. */
  public Outcome evaluate(Variables variables, Budget budget) {
    try {
      return budget.during(() -> withinBudget(variables, budget));
    } catch (BudgetExceeded e) {
      return e.failure();
    } catch (StackOverflowError e) {
      return new Failure(Reason.SIZE_EXCEEDED, "size limit exceeded: a value nested too deeply");
    }
  }

  /** As {@link #evaluate}, but an exceeded budget is thrown, so that no caller can lose it. */
  Outcome withinBudget(Variables variables, Budget budget) {
    try {
      Object value =
          program.get().trace(variables::find, NO_LATE_FUNCTIONS, null, new Metering(budget));
      return typed(value);
    } catch (CelEvaluationException e) {
      return new Failure(Reason.EVALUATION_ERROR, EvaluationErrors.describe(e, keys));
    }
  }

  private Outcome typed(Object value) {
    boolean fits =
        switch (expected) {
          case ANY -> true;
          case BOOL -> value instanceof Boolean;
          case STRING -> value instanceof String;
        };
    return fits
        ? new Value(value)
        : new Failure(
            Reason.EVALUATION_ERROR,
            "must evaluate to %s, not %s"
                .formatted(
                    expected == ResultType.BOOL ? "bool" : "string",
                    TypeFunction.typeOf(value).name()));
  }

  private static final class NoLateFunctions implements CelFunctionResolver {

    @Override
    public Optional<CelResolvedOverload> findOverloadMatchingArgs(
        String name, Collection<String> overloads, Object[] arguments) {
      return Optional.empty();
    }

    @Override
    public Optional<CelResolvedOverload> findOverloadMatchingArgs(String name, Object[] arguments) {
      return Optional.empty();
    }
  }
}
