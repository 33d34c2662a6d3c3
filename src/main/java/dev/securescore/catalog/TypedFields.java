package dev.securescore.catalog;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.securescore.api.NamedExpression;
import dev.securescore.api.Parameter;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Validation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.CelScope;
import dev.securescore.cel.ResultType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The expressions of a recommendation as trees, in the order in which they see each other. */
final class TypedFields {

  private final CelLanguage language;
  private final Set<String> names;
  private final Set<String> parameters;
  private final List<Field> fields = new ArrayList<>();

  /**
   * One expression.
   *
   * @param path of the field
   * @param source its text
   * @param expected what it has to result in
   * @param variable the name below {@code variables} that it gives its type to; null for none
   */
  record Field(
      String path,
      String source,
      CelAbstractSyntaxTree tree,
      ResultType expected,
      @Nullable String variable) {}

  private TypedFields(CelLanguage language, SecurityRecommendationSpec spec) {
    this.language = language;
    this.names = RuleCompiler.names(spec.target());
    this.parameters = spec.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
  }

  /** The fields that compile; what is wrong with others is told where they are compiled. */
  static List<Field> of(CelLanguage language, SecurityRecommendationSpec spec) {
    TypedFields all = new TypedFields(language, spec);
    all.conditions(spec.matchConditions());
    Set<String> variables = all.variables(spec.variables());
    all.validations(spec.validations(), variables);
    return List.copyOf(all.fields);
  }

  private void conditions(List<NamedExpression> conditions) {
    for (int index = 0; index < conditions.size(); index++) {
      add(
          "matchConditions[" + index + "].expression",
          conditions.get(index).expression(),
          Set.of(),
          ResultType.BOOL,
          null);
    }
  }

  private Set<String> variables(List<NamedExpression> variables) {
    Set<String> declared = new HashSet<>();
    for (int index = 0; index < variables.size(); index++) {
      NamedExpression variable = variables.get(index);
      add(
          "variables[" + index + "].expression",
          variable.expression(),
          declared,
          ResultType.ANY,
          variable.name());
      declared.add(variable.name());
    }
    return declared;
  }

  private void validations(List<Validation> validations, Set<String> variables) {
    for (int index = 0; index < validations.size(); index++) {
      Validation validation = validations.get(index);
      String path = "validations[" + index + "].";
      add(path + "expression", validation.expression(), variables, ResultType.BOOL, null);
      @Nullable String message = validation.messageExpression();
      if (message != null) {
        add(path + "messageExpression", message, variables, ResultType.STRING, null);
      }
    }
  }

  private void add(
      String path,
      String source,
      Set<String> variables,
      ResultType expected,
      @Nullable String variable) {
    language
        .tree(source, new CelScope(names, variables, parameters))
        .ifPresent(tree -> fields.add(new Field(path, source, tree, expected, variable)));
  }
}
