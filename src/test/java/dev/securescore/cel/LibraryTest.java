package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.failure;
import static dev.securescore.cel.Evaluating.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryTest {

  private static final Map<String, ?> OBJECT =
      Map.of(
          "m",
          Map.of(
              "list", List.of("a", "b", "a"),
              "numbers", List.of(3, 1, 2),
              "text", "banana",
              "empty", Map.of(),
              "nested", Map.of("list", List.of(List.of(1), List.of(2)))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m.list.reverse() == ['a', 'b', 'a'] && m.numbers.reverse() == [2, 1, 3]",
        "m.list.indexOf('b') == 1 && m.list.lastIndexOf('a') == 2 && m.list.indexOf('z') == -1",
        "m.text.indexOf('an') == 1 && m.text.lastIndexOf('an') == 3 && m.text.indexOf('an', 2) == 3",
        "m.numbers.indexOf(2.0) == 2",
        "m.numbers.sum() == 6 && m.numbers.min() == 1 && m.numbers.max() == 3",
        "!m.numbers.isSorted() && m.numbers.sort().isSorted()",
        "[1.5, 2.5].sum() == 4.0 && [].sum() == 0 && ['a', 'b'].max() == 'b'",
        "[duration('1s'), duration('2s')].sum() == duration('3s') && [1u, 2u].sum() == 3u",
        "m.list.distinct() == ['a', 'b'] && m.list.slice(1, 3) == ['b', 'a']",
        "m.nested.list.flatten() == [1, 2] && lists.range(3) == [0, 1, 2]",
        "m.list.sortBy(x, x == 'b' ? 0 : 1)[0] == 'b'",
        "m.list.first().value() == 'a' && [].last() == optional.none()",
        "m.list.join('-') == 'a-b-a' && m.list.join() == 'aba'",
        "m.text.split('n') == ['ba', 'a', 'a'] && m.text.replace('an', 'x', 1) == 'bxana'",
        "m.text.charAt(1) == 'a' && m.text.substring(1, 3) == 'an' && ' x '.trim() == 'x'",
        "m.text.upperAscii() == 'BANANA' && 'A'.lowerAscii() == 'a' && strings.quote('a') == '\"a\"'",
        "sets.contains(m.list, ['b']) && sets.intersects(m.list, ['z', 'a'])",
        "sets.equivalent(m.list, ['b', 'a'])",
        "m.text.find('[n-z]a') == 'na' && m.text.findAll('.a') == ['ba', 'na', 'na']",
        "m.text.findAll('.a', 2) == ['ba', 'na'] && m.text.find('z') == ''",
        "m.text.matches('^b.*a$') && matches(m.text, 'nan') && !m.text.matches('^an')",
        "m.numbers.all(i, v, i < 3 && v > 0) && m.empty.all(k, v, false)",
        "m.numbers.transformList(i, v, i + v) == [3, 2, 4]",
        "{'a': 1, 'b': 2}.transformMap(k, v, v * 2) == {'a': 2, 'b': 4}",
        "m.list.transformMapEntry(i, v, {v + string(i): i}) == {'a0': 0, 'b1': 1, 'a2': 2}",
        "m.?missing.orValue('x') == 'x' && m[?'text'].hasValue() && m.?empty.?deep.orValue(1) == 1",
        "m.?list.optMap(x, x[1]).orValue('') == 'b'",
        "m.?list.optMap(x, [dyn(x + ['c']), x]).value() == [['a', 'b', 'a', 'c'], ['a', 'b', 'a']]",
        "m.?none.optMap(x, x[1]) == optional.none()",
        "m.?empty.optFlatMap(x, x.?missing).orValue(7) == 7",
        "m.?nested.optFlatMap(x, x.?list).value().size() == 2",
        "type(m) == map && type(m.list) == list && type(m.text) == string && type(1) == int",
        "type(type(1)) == type && type(null) == null_type && type(1.5) == double",
        "dyn(1) == 1.0 && dyn(1) in [1.0] && 1 < 1.5 && m.numbers[0] == 3.0 && dyn(1u) == 1",
        "timestamp('2026-01-01T00:00:00Z').getFullYear() == 2026 && duration('60s') == duration('1m')",
        "(m.list + m.numbers).size() == 6 && m.list + [] == m.list && 'a' in m.list",
        "m.list.map(x, m.list.filter(y, y == x).size()) == [2, 1, 2]",
        "m.numbers.map(x, x > 1, x * 10) == [30, 20] && m.numbers.exists_one(x, x == 1)",
        "[1, 2].map(x, [x]).filter(l, l[0] > 1)[0][0] == 2",
        "m.list.map(x, x)[1] == 'b' && m.list.map(x, [x])[0] + ['z'] == ['a', 'z']",
        "has(m.text) && !has(m.missing) && has(m.nested.list) && !has(m.empty.x)",
        "quantity('1Gi') == quantity('1024Mi') && quantity('1.5').compareTo(quantity('1500m')) == 0",
        "sign(quantity('500m')) == 1 && !quantity('500m').isInteger() && quantity('1k').isInteger()",
        "quantity(m.text + '') == quantity('1') || true",
        "type(quantity('1')) != string",
      })
  void languageIsThatOfKubernetes(String expression) {
    assertThat(value(expression, OBJECT)).isEqualTo(true);
  }

  @Test
  void nullInAnExpressionIsAValue() {
    assertThat(value("[dyn(null), dyn(1)].exists(x, x == null) && {'a': null}.a == null"))
        .isEqualTo(true);
    assertThat(value("[null].indexOf(null)")).isEqualTo(0L);
  }

  @Test
  void valuesAreJavas() {
    assertThat(value("[dyn(1), dyn(2.5), dyn('a'), dyn(true), dyn(3u)]"))
        .isEqualTo(List.of(1L, 2.5, "a", true, UnsignedLong.valueOf(3)));
  }

  @Test
  void belowTextNumberAndTruthThereIsNoField() {
    assertThat(value("has(m.text.x) || has(m.numbers[0].x) || m.?text.?x.hasValue()", OBJECT))
        .isEqualTo(false);
    assertThat(
            value("m.text[?'x'] == optional.none() && m[?'text'][?'x'] == optional.none()", OBJECT))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"has(m.list.x)", "m.?list.?x", "m.list[?'x']", "m.text.x"})
  void askingAListForAFieldIsAnError(String expression) {
    assertThat(failure(expression, OBJECT).reason()).isEqualTo(Outcome.Reason.EVALUATION_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1.", "+.5", "1e3", "1E3", "0", "12E", "-1Ki", "1n", "100u"})
  void quantitiesAreReadAsKubernetesReadsThem(String text) {
    assertThat(value("isQuantity('%s')".formatted(text)))
        .isEqualTo(!text.isEmpty() && !text.equals("."));
  }

  @Test
  void extremeQuantitiesAreCheap() {
    assertThat(value("isQuantity('1e99999')")).isEqualTo(false);
    assertThat(value("quantity('1e9999').isGreaterThan(quantity('1e9998'))")).isEqualTo(true);
    assertThat(value("quantity('1e-9999').compareTo(quantity('1n'))")).isEqualTo(0L);
  }
}
