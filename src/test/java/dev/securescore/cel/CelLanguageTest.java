package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.LANGUAGE;
import static dev.securescore.cel.Evaluating.compiled;
import static dev.securescore.cel.Evaluating.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Compilation.Refused;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelLanguageTest {

  private static final CelScope SCOPE =
      new CelScope(Set.of("object"), Set.of("images", "podSpec"), Set.of("registries"));

  @Test
  void misspelledVariableIsRefusedWithPlaceAndSuggestion() {
    assertThat(refused("object == 1 &&\n  continers.size() > 0", "object", "containers"))
        .isEqualTo(
            new Refused("undeclared reference to 'continers', did you mean 'containers'?", 2, 3));
  }

  @Test
  void unknownVariableFarFromAnyNameHasNoSuggestion() {
    assertThat(refused("resource.dryRun", "object"))
        .isEqualTo(new Refused("undeclared reference to 'resource'", 1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "variables.imges",
        "variables.?imges",
        "variables['imges']",
        "variables[?'imges']"
      })
  void misspelledComposedVariableIsRefusedWithSuggestion(String expression) {
    Compilation compilation = LANGUAGE.compile(expression, SCOPE, ResultType.ANY);

    assertThat(compilation).isInstanceOf(Refused.class);
    assertThat(((Refused) compilation).message())
        .isEqualTo("undefined field 'imges', did you mean 'images'?");
    assertThat(((Refused) compilation).line()).isOne();
    assertThat(((Refused) compilation).column()).isEqualTo(10);
  }

  @Test
  void undeclaredParameterInsideAMacroIsRefused() {
    assertThat(
            LANGUAGE.compile(
                "variables.images.all(i, i in params.registrys)", SCOPE, ResultType.BOOL))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo("undefined field 'registrys', did you mean 'registries'?"));
  }

  @Test
  void loopVariableMayShadowAComposedName() {
    assertThat(LANGUAGE.compile("[{'a': 1}].map(variables, variables.a)", SCOPE, ResultType.ANY))
        .isInstanceOf(Compiled.class);
  }

  @Test
  void referencesAreTheFreeNamesOnly() {
    assertThat(
            compiled(
                    "object.spec.containers.exists(c, c.name == namespaceObject.metadata.name)"
                        + " && type(object) == map",
                    Map.of("object", 1, "namespaceObject", 1, "unused", 1))
                .references())
        .containsExactlyInAnyOrder("object", "namespaceObject");
  }

  @Test
  void syntaxErrorHasItsPlace() {
    Refused refused = refused("object.spec &&\n && true", "object");

    assertThat(refused.line()).isEqualTo(2);
    assertThat(refused.column()).isEqualTo(2);
    assertThat(refused.message()).doesNotContain("ERROR").doesNotContain("<input>");
  }

  @Test
  void expressionOfAnotherTypeIsRefused() {
    assertThat(refused("'text'")).isEqualTo(new Refused("must evaluate to bool, not string", 1, 1));
  }

  @Test
  void badLiteralRegularExpressionIsRefusedAtItsPlace() {
    assertThat(refused("object.x.matches('[')", "object"))
        .isEqualTo(new Refused("invalid regular expression: missing closing ]", 1, 18));
    assertThat(refused("matches(object.x, '[')", "object").column()).isEqualTo(19);
    assertThat(refused("object.x.find('(') == ''", "object").message())
        .startsWith("invalid regular expression");
  }

  @Test
  void literalOfMixedTypesIsRefused() {
    assertThat(refused("1 in [1, 'a']"))
        .isEqualTo(new Refused("expected type 'int' but found 'string'", 1, 10));
    assertThat(refused("{'a': 1, 'b': [1]} == {}").message())
        .isEqualTo("expected type 'int' but found 'list(int)'");
  }

  @Test
  void literalOfDynamicElementsIsAccepted() {
    assertThat(
            LANGUAGE.compile(
                "[dyn('a'), object.b, ?object.?c] == [object.x, dyn(1)] && object.l.sortBy(e, 1) == [{}]",
                Set.of("object"),
                ResultType.BOOL))
        .isInstanceOf(Compiled.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cel.bind(x, 1, x == 1)",
        "math.greatest(1, 2) == 2",
        "base64.encode(b'a') == ''",
        "regex.replace('a', 'b', 'c') == ''",
        "'abc'.reverse() == 'cba'",
        "google.protobuf.Duration{seconds: 1} == null",
      })
  void whatKubernetesDoesNotHaveIsRefused(String expression) {
    assertThat(refused(expression).message()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "authorizer.path('/').check('get').allowed()|'authorizer' is not available: a resource",
        "authorizer.requestResource.check('get').allowed()|'authorizer' is not available",
        "oldObject == null|'oldObject' is not available: a resource is judged as it is",
        "request.operation == 'CREATE'|'request' is not available: a resource is judged as it is",
        "object.l.includes(1)|'includes' is coded in Kubernetes 1.37; new expressions may use it",
        "jsonpatch.escapeKey('a') == ''|'jsonpatch' belongs to mutating policies",
        "JSONPatch{op: 'add'} == null|'JSONPatch' belongs to mutating policies",
        "Object{} == null|'Object' belongs to mutating policies",
        "Object.spec{a: 1} == null|'Object.spec' belongs to mutating policies",
        "math.abs(1) == 1|'math' is not part of Kubernetes' CEL",
      })
  void whatIsLeftOutIsRefusedByNameWithTheReason(String expression, String message) {
    assertThat(refused(expression, "object").message()).startsWith(message);
  }

  @Test
  void loopVariableMayHaveTheNameOfWhatIsLeftOut() {
    assertThat(LANGUAGE.compile("[1].all(request, request == 1)", Set.of(), ResultType.BOOL))
        .isInstanceOf(Compiled.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "duration('soon') == null|1|10|invalid duration argument",
        "object == timestamp('soon')|1|21|invalid timestamp argument",
        "int('x') == 1|1|5|invalid int argument",
        "'%d'.format(['a']) == ''|1|14|format: no decimal clause for string",
        "'%s %s'.format([1]) == ''|1|16|format: clauses for 2 arguments, found 1",
        "'%y'.format([1]) == ''|1|1|format: a clause must be one of s, d, f, e, b, x, X, o",
      })
  void callThatMustFailIsRefusedAtItsPlace(
      String expression, int line, int column, String message) {
    assertThat(refused(expression, "object")).isEqualTo(new Refused(message, line, column));
  }
}
