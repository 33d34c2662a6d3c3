package dev.securescore.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeNamesTest {

  private static final CelLanguage LANGUAGE = CelLanguage.kubernetes();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          podSpec.a                                             | <podSpec>.a
          has(podSpec.a) ? 'podSpec' : podSpec.b                | has(<podSpec>.a) ? 'podSpec' : <podSpec>.b
          x.podSpec                                             | <x>.podSpec
          containers.all(c, c.name == container.name)           | <containers>.all(c, c.name == <container>.name)
          containers.map(container, container.name)             | <containers>.map(container, container.name)
          containers.map(container, .container.name)            | <containers>.map(container, <.container>.name)
          [container].all(container, container.x)               | [<container>].all(container, container.x)
          podSpec.?a.optMap(p, p.b + podSpec.c)                 | <podSpec>.?a.optMap(p, p.b + <podSpec>.c)
          podSpec.?a.optFlatMap(podSpec, podSpec.?b)            | <podSpec>.?a.optFlatMap(podSpec, podSpec.?b)
          containers.sortBy(c, podSpec.x[c.name])[0]            | <containers>.sortBy(c, <podSpec>.x[c.name])[0]
          a.transformMap(k, v, k + podSpec.x)                   | <a>.transformMap(k, v, k + <podSpec>.x)
          a.exists(k, v, v == k && podSpec.y)                   | <a>.exists(k, v, v == k && <podSpec>.y)
          {'podSpec': podSpec, 'x': [podSpec]}                  | {'podSpec': <podSpec>, 'x': [<podSpec>]}
          [?podSpec.?a, podSpec[?'b'].orValue(1)]               | [?<podSpec>.?a, <podSpec>[?'b'].orValue(1)]
          '🦭é' + podSpec.name                                  | '🦭é' + <podSpec>.name
          !podSpec.a && -podSpec.b > 1                          | !<podSpec>.a && -<podSpec>.b > 1
          """)
  void findsNamesThatTheExpressionDoesNotBind(String expression, String marked) {
    StringBuilder text = new StringBuilder(expression);
    for (FreeName place : LANGUAGE.freeNames(expression).reversed()) {
      text.insert(place.end(), '>').insert(place.start(), '<');
    }

    assertThat(text).hasToString(marked);
  }

  @Test
  void tellsThePlainFieldAndWhatLoopsHide() {
    List<FreeName> names =
        LANGUAGE.freeNames("[1].all(o, variables . size == o && variables['size'] == 2)");

    assertThat(names).extracting(FreeName::name).containsExactly("variables", "variables");
    assertThat(names).extracting(FreeName::field).containsExactly("size", "");
    assertThat(names).allSatisfy(name -> assertThat(name.hidden()).contains("o"));
  }
}
