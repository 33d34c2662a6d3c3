package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.securescore.cel.FormatTemplate.Clause;
import dev.securescore.cel.FormatTemplate.Conversion;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks calls of {@code format} whose template and arguments stand in the expression. */
record FormatCheck(CelAbstractSyntaxTree checked) {

  private static final Set<CelKind> NOT_AS_TEXT =
      EnumSet.of(CelKind.OPAQUE, CelKind.STRUCT, CelKind.ERROR);

  /** What is wrong with a call; empty for calls of other functions. */
  Optional<ExpressionCheck.Problem> problem(CelCall call) {
    if (!call.function().equals("format")
        || call.target().map(CelExpr::getKind).filter(Kind.CONSTANT::equals).isEmpty()
        || call.target().get().constant().getKind() != CelConstant.Kind.STRING_VALUE
        || call.args().getFirst().getKind() != Kind.LIST) {
      return Optional.empty();
    }
    CelExpr template = call.target().get();
    try {
      FormatTemplate parsed = FormatTemplate.parse(template.constant().stringValue());
      return problem(parsed, call.args().getFirst());
    } catch (CallFailure failure) {
      return Optional.of(new ExpressionCheck.Problem(template, failure.safeMessage()));
    }
  }

  private Optional<ExpressionCheck.Problem> problem(FormatTemplate template, CelExpr list) {
    List<CelExpr> arguments = list.list().elements();
    List<Clause> clauses =
        template.pieces().stream()
            .filter(Clause.class::isInstance)
            .map(Clause.class::cast)
            .toList();
    if (clauses.size() != arguments.size()) {
      return Optional.of(
          new ExpressionCheck.Problem(
              list,
              "format: %d clauses, but %d arguments".formatted(clauses.size(), arguments.size())));
    }
    for (int index = 0; index < arguments.size(); index++) {
      Conversion conversion = clauses.get(index).conversion();
      Optional<CelExpr> unsuitable = unsuitable(conversion, arguments.get(index));
      if (unsuitable.isPresent()) {
        String type = checked.getTypeOrThrow(unsuitable.get().id()).name();
        String clause = conversion.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Optional.of(
            new ExpressionCheck.Problem(
                unsuitable.get(), "format: no %s clause for %s".formatted(clause, type)));
      }
    }
    return Optional.empty();
  }

  private Optional<CelExpr> unsuitable(Conversion conversion, CelExpr argument) {
    CelKind kind = checked.getTypeOrThrow(argument.id()).kind();
    if (kind == CelKind.DYN) {
      return Optional.empty();
    }
    boolean suitable =
        switch (conversion) {
          case TEXT -> !NOT_AS_TEXT.contains(kind);
          case DECIMAL, OCTAL -> kind == CelKind.INT || kind == CelKind.UINT;
          case BINARY -> kind == CelKind.INT || kind == CelKind.UINT || kind == CelKind.BOOL;
          case FIXED, SCIENTIFIC -> kind == CelKind.DOUBLE || kind == CelKind.STRING;
          case HEXADECIMAL, UPPER_HEXADECIMAL ->
              kind == CelKind.INT
                  || kind == CelKind.UINT
                  || kind == CelKind.STRING
                  || kind == CelKind.BYTES;
        };
    if (!suitable) {
      return Optional.of(argument);
    }
    return conversion == Conversion.TEXT ? unsuitablePart(argument) : Optional.empty();
  }

  private Optional<CelExpr> unsuitablePart(CelExpr argument) {
    Stream<CelExpr> parts =
        argument.getKind() == Kind.LIST || argument.getKind() == Kind.MAP
            ? Children.of(argument).stream()
            : Stream.of();
    return parts.flatMap(part -> unsuitable(Conversion.TEXT, part).stream()).findFirst();
  }
}
