package dev.securescore.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedExpressionsTest {

  private static final CelScope SCOPE = new CelScope(Set.of("object"), Set.of(), Set.of());
  private static final JsonMap OBJECT =
      Json.object(
          Map.of(
              "name",
              "cart",
              "replicas",
              3,
              "ratio",
              0.5,
              "labels",
              Map.of("app", "cart"),
              "ports",
              List.of(80, 443)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object.name == 'cart' && object.replicas > 2",
        "has(object.labels) && !has(object.labels.tier)",
        "object.?labels.?app.orValue('none')",
        "object.labels[?'tier'].hasValue()",
        "object.ports.all(port, port > 0 && port < 65536)",
        "object.ports.map(port, port * 2).filter(port, port > 200)",
        "object.labels.transformMap(key, value, key + value)",
        "[?object.?name, dyn('x')]",
        "{'name': object.name, ?'tier': object.labels[?'tier']}",
        "object.ratio < 0.75 ? null : object.ratio",
        "type(object.name) == string",
        "object.name.matches('^[a-z]+$') && 'a-b'.split('-').size() == 2",
        "'%s has %d'.format([object.name, object.replicas])",
        "['b', 'a'].sortBy(each, each)[0]",
        "object.nothing.here",
        "object.name + 1",
        "quantity('1Gi').isGreaterThan(quantity('1Mi')) && isIP('::1')",
        "duration('1h') > duration('30m')",
        "optional.of(object.name).or(optional.none()).value()",
        "object.ports.exists_one(port, port == 80) || 'x' in object.labels",
      })
  void preparedExpressionIsTheCompiledOne(String text) {
    Expression compiled = compile(CelLanguage.recording(), text);

    Expression prepared = compile(prepared(text), text);

    assertThat(outcome(prepared)).isEqualTo(outcome(compiled));
    assertThat(prepared.references()).isEqualTo(compiled.references());
    assertThat(prepared.reads()).isEqualTo(compiled.reads());
    assertThat(prepared.keys()).isEqualTo(compiled.keys());
    assertThat(prepared.minimumRelease()).isEqualTo(compiled.minimumRelease());
  }

  @Test
  void anotherTextScopeOrTypeIsNotTakenForThePreparedOne() {
    String text = "object.name == 'cart'";
    PreparedExpressions prepared = PreparedExpressions.of(recorded(text));

    assertThat(prepared.find(text, SCOPE, ResultType.ANY)).isPresent();
    assertThat(prepared.find(text + " ", SCOPE, ResultType.ANY)).isEmpty();
    assertThat(prepared.find(text, SCOPE, ResultType.BOOL)).isEmpty();
    CelScope wider = new CelScope(Set.of("object"), Set.of("name"), Set.of());
    assertThat(prepared.find(text, wider, ResultType.ANY)).isEmpty();
  }

  @Test
  void preparedExpressionCanBeCompiledAgain() {
    String text = "object.replicas + 1";
    CelLanguage language = prepared(text);

    assertThat(outcome(compile(language, text))).isEqualTo(new Outcome.Value(4L));
    assertThat(outcome(compile(language, text))).isEqualTo(new Outcome.Value(4L));
  }

  private static CelLanguage prepared(String text) {
    PreparedExpressions prepared = PreparedExpressions.of(recorded(text));
    assertThat(prepared.find(text, SCOPE, ResultType.ANY)).isPresent();
    return CelLanguage.having(prepared);
  }

  private static byte[] recorded(String text) {
    CelLanguage language = CelLanguage.recording();
    compile(language, text);
    return language.recorded();
  }

  private static Expression compile(CelLanguage language, String text) {
    return ((Compiled) language.compile(text, SCOPE, ResultType.ANY)).expression();
  }

  private static Outcome outcome(Expression expression) {
    return expression.evaluate(
        name -> name.equals("object") ? OBJECT : null,
        new Budget(BudgetLimits.standard(), () -> 0));
  }
}
