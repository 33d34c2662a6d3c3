package dev.securescore.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesTest {

  private static final Map<String, ?> NAMES =
      Map.of("object", 1, "namespaceObject", 1, "variables", 1, "params", 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "object.spec.x == 'a' && has(object.y)                   | 1.26",
        "object.s.matches('a') && object.l.isSorted()            | 1.26",
        "url(object.s).getHost() == 'a' && object.s.split(',')[0] == 'a' | 1.26",
        "namespaceObject.metadata.name == 'a'                    | 1.28",
        "variables.a && true                                     | 1.28",
        "object.?x.orValue(1) == 1                               | 1.29",
        "object[?'x'].hasValue()                                 | 1.29",
        "object.?x.optMap(x, x + 1).hasValue()                   | 1.29",
        "object.?x.optFlatMap(x, x.?y).hasValue()                | 1.29",
        "{?'a': object.?x} == {}                                 | 1.29",
        "[?object.?x] == []                                      | 1.29",
        "1 < 1.5                                                 | 1.29",
        "object.x < 1.5                                          | 1.26",
        "quantity(object.s).isLessThan(quantity('1'))            | 1.29",
        "'%s'.format([object]) == ''                             | 1.30",
        "strings.quote(object.s) == ''                           | 1.30",
        "sets.contains(object.l, ['a'])                          | 1.30",
        "isIP(object.s)                                          | 1.31",
        "cidr('10.0.0.0/8').containsIP(object.s)                 | 1.31",
        "format.dns1123Label().validate(object.s).hasValue()     | 1.32",
        "format.named('uri').hasValue()                          | 1.32",
        "object.l.all(i, v, i < 3)                               | 1.33",
        "object.m.transformMap(k, v, v) == {}                    | 1.33",
        "object.l.first().hasValue()                             | 1.33",
        "optional.unwrap(object.l) == []                         | 1.33",
        "semver(object.s).major() == 1                           | 1.34",
        "object.l.sort() == []                                   | 1.35",
        "lists.range(3) == []                                    | 1.35",
        "object.l.sort().all(i, v, quantity(v).isInteger())      | 1.35",
      })
  void isTheOldestThatAcceptsAllOfTheExpression(String expression, String release) {
    assertThat(Evaluating.compiled(expression.strip(), NAMES).minimumRelease())
        .hasToString(release);
  }

  @Test
  void laterOneOfTwoIsNeeded() {
    KubernetesRelease older = new KubernetesRelease(9);
    KubernetesRelease newer = new KubernetesRelease(30);

    assertThat(older.or(newer)).isEqualTo(newer);
    assertThat(newer.or(older)).isEqualTo(newer);
  }
}
