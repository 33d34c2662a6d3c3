package dev.securescore.catalog;

import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.CelScope;
import dev.securescore.cel.Compilation;
import dev.securescore.cel.Expression;
import dev.securescore.cel.ResultType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles the fields of one recommendation and collects what is wrong with them. */
final class Fields {

  private final CelLanguage language;
  private final Set<String> names;
  private final Set<String> parameters;
  private final Set<String> references = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private Set<String> variables = Set.of();

  Fields(CelLanguage language, Set<String> names, Set<String> parameters) {
    this.language = language;
    this.names = names;
    this.parameters = parameters;
  }

  Set<String> references() {
    return Set.copyOf(references);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  void refuse(String field, String problem) {
    problems.add(field + ": " + problem);
  }

  Optional<Expression> condition(String field, String expression, Set<String> declared) {
    return compile(field, expression, declared, ResultType.BOOL);
  }

  /** A variable, which may use those declared before it and is there for all checks. */
  Optional<Expression> value(String field, String expression, Set<String> declared) {
    return compile(field, expression, declared, ResultType.ANY);
  }

  void declare(Set<String> all) {
    variables = Set.copyOf(all);
  }

  Optional<Expression> check(String field, String expression) {
    return compile(field, expression, variables, ResultType.BOOL);
  }

  Optional<Expression> text(String field, String expression) {
    return compile(field, expression, variables, ResultType.STRING);
  }

  private Optional<Expression> compile(
      String field, String expression, Set<String> declared, ResultType type) {
    return switch (language.compile(expression, new CelScope(names, declared, parameters), type)) {
      case Compilation.Compiled(Expression compiled) -> {
        references.addAll(compiled.references());
        yield Optional.of(compiled);
      }
      case Compilation.Refused(String message, int line, int column) -> {
        problems.add(field + ":" + line + ":" + column + ": " + message);
        yield Optional.empty();
      }
    };
  }
}
