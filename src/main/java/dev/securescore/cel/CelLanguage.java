package dev.securescore.cel;

import com.google.common.base.Suppliers;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.planner.PlannedProgram;
import dev.cel.runtime.planner.ProgramPlanner;
import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Compilation.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CEL with the libraries that a ValidatingAdmissionPolicy has.
 *
 * <p>Safe for use by several threads.
 */
public final class CelLanguage {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'(?: \\(in container '[^']*'\\))?");

  private final RegularExpressions expressions = new RegularExpressions();
  private final Supplier<CelCompiler> compiler;
  private final Supplier<ProgramPlanner> planner;
  private final Supplier<CallTypes> callTypes;
  private final PreparedExpressions prepared;
  private final Optional<PreparedExpressions.Recorder> recorder;

  /**
   * One for each set of names that callers bind: a handful, as names are ours and not the user's.
   */
  private final Map<Set<String>, CelCompiler> compilers = new ConcurrentHashMap<>();

  private CelLanguage(
      PreparedExpressions prepared, Optional<PreparedExpressions.Recorder> recorder) {
    Libraries libraries = new Libraries(expressions);
    this.compiler = Suppliers.memoize(libraries::compiler);
    this.planner = Suppliers.memoize(libraries::planner);
    this.callTypes = Suppliers.memoize(() -> new CallTypes(compiler.get()));
    this.prepared = prepared;
    this.recorder = recorder;
  }

  /**
   * The language of Kubernetes 1.37.
   *
   * <p>It is what an API server of that release accepts in a new ValidatingAdmissionPolicy, less
   * the variables that only a request has. What that leaves out is refused by name.
   */
  public static CelLanguage kubernetes() {
    return having(PreparedExpressions.ofProgram());
  }

  /** The same, with all that evaluating needs; else the first evaluation makes it. */
  public CelLanguage readyToEvaluate() {
    var _ = planner.get();
    return this;
  }

  static CelLanguage having(PreparedExpressions prepared) {
    return new CelLanguage(prepared, Optional.empty());
  }

  /** The same language, which compiles everything anew and can tell what it accepted. */
  public static CelLanguage recording() {
    return new CelLanguage(
        PreparedExpressions.none(), Optional.of(new PreparedExpressions.Recorder()));
  }

  /**
   * What a recording language has accepted, patches apart: the resource {@code
   * prepared/expressions}, by which the language of a later process compiles the same at no cost.
   */
  public byte[] recorded() {
    return recorder.orElseThrow().packed();
  }

  /** Compiles an expression whose free names are all of dynamic type. */
  public Compilation compile(String expression, Set<String> variables, ResultType expected) {
    return compile(expression, new CelScope(variables, Set.of(), Set.of()), expected);
  }

  /**
   * Compiles an expression.
   *
   * @param expected an expression of dynamic type is accepted for any; evaluating it fails if the
   *     value has another
   */
  public Compilation compile(String expression, CelScope scope, ResultType expected) {
    return prepared
        .find(expression, scope, expected)
        .<Compilation>map(found -> new Compiled(planned(expression, found)))
        .orElseGet(() -> compile(expression, scope, expected, false));
  }

  /** It was planned when it was prepared, so that planning it later does not fail. */
  private Expression planned(String expression, PreparedExpressions.Prepared found) {
    return new Expression(
        expression,
        found.references(),
        found.reads(),
        found.keys(),
        found.expected(),
        found.minimumRelease(),
        Suppliers.memoize(() -> {
          try {
            return (PlannedProgram) planner.get().plan(found.unpacked());
          } catch (CelEvaluationException e) {
            throw new IllegalStateException("prepared, but not planned: " + expression, e);
          }
        }));
  }

  /** Compiles the expression of a patch, which may say {@code JSONPatch{…}} and more. */
  public Compilation compilePatch(String expression, CelScope scope) {
    return compile(expression, scope, ResultType.ANY, true);
  }

  private Compilation compile(
      String expression, CelScope scope, ResultType expected, boolean patch) {
    Optional<String> tooLong = ExpressionLimits.problem(expression);
    if (tooLong.isPresent()) {
      return new Refused(tooLong.get(), 1, 1);
    }
    try {
      CelAbstractSyntaxTree parsed = compiler.get().parse(expression).getAst();
      Optional<CelExpr> tooDeep = ExpressionLimits.tooDeep(parsed.getExpr());
      if (tooDeep.isPresent()) {
        return refusal(
            parsed.getSource(),
            tooDeep.get(),
            "expression nested too deeply: over %d levels"
                .formatted(ExpressionLimits.MAXIMUM_DEPTH));
      }
      if (!patch) {
        return plan(expression, scope, expected, check(parsed, scope));
      }
      PatchSyntax.Rewritten rewritten = PatchSyntax.rewrite(parsed);
      if (rewritten.problem().isPresent()) {
        ExpressionCheck.Problem problem = rewritten.problem().get();
        return refusal(parsed.getSource(), problem.node(), problem.message());
      }
      return plan(expression, scope, expected, check(rewritten.tree(), scope));
    } catch (CelValidationException e) {
      return refusal(e, scope);
    }
  }

  /**
   * Where an expression that compiles uses names that it does not bind, in the order of the text.
   *
   * @throws IllegalArgumentException where it cannot be parsed
   */
  public List<FreeName> freeNames(String expression) {
    try {
      return FreeNames.of(expression, compiler.get().parse(expression).getAst());
    } catch (CelValidationException e) {
      throw new IllegalArgumentException("not an expression: " + expression, e);
    }
  }

  /** Whether what follows an expression that compiles would be part of its last comment. */
  public boolean endsWithComment(String expression) {
    if (!expression.substring(expression.lastIndexOf('\n') + 1).contains("//")) {
      return false;
    }
    try {
      compiler.get().parse("(" + expression + ")").getAst();
      return false;
    } catch (CelValidationException open) {
      return true;
    }
  }

  /**
   * Whether the type of an expression that compiles shows only when it is evaluated; all its names
   * are taken as dynamic.
   */
  public boolean isDynamic(String expression) {
    try {
      CelAbstractSyntaxTree parsed = compiler.get().parse(expression).getAst();
      Set<String> names =
          FreeNames.of(expression, parsed).stream().map(FreeName::name).collect(Collectors.toSet());
      return check(parsed, new CelScope(names, Set.of(), Set.of()))
          .getResultType()
          .equals(SimpleType.DYN);
    } catch (CelValidationException e) {
      throw new IllegalArgumentException("not an expression: " + expression, e);
    }
  }

  /** The tree of an expression, its free names of dynamic type; empty if it does not compile. */
  public Optional<CelAbstractSyntaxTree> tree(String expression, CelScope scope) {
    if (!(compile(expression, scope, ResultType.ANY) instanceof Compiled)) {
      return Optional.empty();
    }
    try {
      return Optional.of(check(compiler.get().parse(expression).getAst(), scope));
    } catch (CelValidationException e) {
      return Optional.empty();
    }
  }

  /** What calls of this language's functions result in. */
  public CallTypes callTypes() {
    return callTypes.get();
  }

  private CelAbstractSyntaxTree check(CelAbstractSyntaxTree parsed, CelScope scope)
      throws CelValidationException {
    return compilers.computeIfAbsent(scope.declared(), this::declaring).check(parsed).getAst();
  }

  private CelCompiler declaring(Set<String> names) {
    CelCompilerBuilder builder = compiler.get().toCompilerBuilder();
    names.forEach(name -> builder.addVar(name, SimpleType.DYN));
    return builder.build();
  }

  private Compilation plan(
      String expression, CelScope scope, ResultType expected, CelAbstractSyntaxTree checked) {
    if (!fits(checked.getResultType(), expected)) {
      return new Refused(
          "must evaluate to %s, not %s"
              .formatted(expected.name().toLowerCase(Locale.ROOT), checked.getResultType().name()),
          1,
          1);
    }
    ExpressionCheck check = new ExpressionCheck(scope, expressions);
    Optional<ExpressionCheck.Problem> problem =
        check
            .check(checked.getExpr())
            .or(new LiteralCheck(checked)::check)
            .or(new CallCheck(checked, planner.get())::check);
    if (problem.isPresent()) {
      return refusal(checked.getSource(), problem.get().node(), problem.get().message());
    }
    try {
      CelAbstractSyntaxTree tree = Selections.replaced(checked);
      PlannedProgram program = (PlannedProgram) planner.get().plan(tree);
      Expression accepted =
          new Expression(
              expression,
              check.references(),
              Reads.of(checked.getExpr(), scope.declared()),
              check.keys(),
              expected,
              new Releases(checked, check.references()).minimum(),
              () -> program);
      recorder.ifPresent(each -> each.accepted(accepted, scope, tree));
      return new Compiled(accepted);
    } catch (CelEvaluationException e) {
      return new Refused(String.valueOf(e.getMessage()), 1, 1);
    }
  }

  private static boolean fits(CelType type, ResultType expected) {
    return switch (expected) {
      case ANY -> true;
      case BOOL -> type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN);
      case STRING -> type.equals(SimpleType.STRING) || type.equals(SimpleType.DYN);
    };
  }

  private static Refused refusal(CelValidationException failure, CelScope scope) {
    CelIssue issue = failure.getErrors().getFirst();
    CelSourceLocation location = issue.getSourceLocation();
    String message = message(issue.getMessage(), scope);
    return new Refused(
        message, Math.max(1, location.getLine()), Math.max(1, location.getColumn() + 1));
  }

  private static String message(String issue, CelScope scope) {
    Matcher undeclared = UNDECLARED.matcher(issue);
    if (!undeclared.lookingAt()) {
      return issue;
    }
    String name = undeclared.group(1);
    return RefusedNames.reason(name)
        .orElseGet(() ->
            "undeclared reference to '%s'%s"
                .formatted(name, Suggestion.forName(name, scope.declared())));
  }

  private static Refused refusal(CelSource source, CelExpr node, String message) {
    CelSourceLocation location =
        Optional.ofNullable(source.getPositionsMap().get(node.id()))
            .flatMap(source::getOffsetLocation)
            .orElse(CelSourceLocation.of(1, 0));
    return new Refused(message, location.getLine(), location.getColumn() + 1);
  }
}
