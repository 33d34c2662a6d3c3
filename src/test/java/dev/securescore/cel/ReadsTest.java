package dev.securescore.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Compilation.Compiled;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsTest {

  private static final CelLanguage LANGUAGE = CelLanguage.kubernetes();
  private static final CelScope SCOPE =
      new CelScope(
          Set.of("container", "containers", "podSpec"), Set.of("names"), Set.of("allowed"));

  /** Each part as its path; elements are marked by a star, the whole has no path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          container.image == 'a'                               | container.image
          container.?image.orValue('') == 'a'                  | container.image
          container['image'] == 'a'                            | container.image
          container[?'image'].hasValue()                       | container.image
          has(container.image)                                 | container.image
          has(container.resources.limits)                      | container.resources.limits
          container.?securityContext.?privileged.orValue(true) | container.securityContext.privileged
          container.a.b.c.d == 1                               | container.a.b
          container.?a.optMap(v, v.b).orValue(1) == 1          | container.a
          podSpec.hostPID && podSpec.hostIPC                   | podSpec.hostPID podSpec.hostIPC
          podSpec.volumes.all(v, has(v.name))                  | podSpec.volumes
          podSpec.volumes[0].name == 'a'                       | podSpec.volumes
          container == {}                                      | container
          size(container) > 1                                  | container*
          'image' in container                                 | container
          container.all(key, key != 'image')                   | container* container
          [container].exists(c, c.image == 'a')                | container
          ['a'].all(key, key in container)                     | container
          ['a'].all(key, container[key] == 1)                  | container
          ['a'].all(container, container == 'a')               | ""
          [{'x': 1}].all(container, container.x == 1)          | ""
          ['a'].all(c, c == container.image)                   | container.image
          container.?a.optMap(container, container.b) == optional.of(1) | container.a
          containers.exists(c, c.image == container.image)     | containers* containers*.image container.image
          containers.exists(c, c.?env.orValue([]).size() > 1)  | containers* containers*.env
          containers.map(c, c.a.b.c).size() > 0                | containers* containers*.a.b
          containers.filter(c, c.a == 1).size() > 0            | containers* containers*.a
          containers.filter(c, c.a == 1) == []                 | containers* containers*.a containers
          containers.filter(c, c.a == 1).map(c, c.b).size() > 0 | containers* containers*.a containers*.b
          containers.filter(c, c.a == 1).filter(d, d.b == 1).all(e, e.x == 1) | containers* containers*.a containers*.b containers*.x
          containers.filter(c, c.a == 1).exists(c, c == {})    | containers* containers*.a containers
          containers.map(c, [c]).all(l, l[0].a == 1)           | containers* containers
          containers.map(c, c.a == 1, c).all(d, d.b == 1)      | containers* containers*.a containers*.b
          containers.map(c, c.a == 1, c.e).all(d, d.b == 1)    | containers* containers*.a containers*.e
          [1].filter(c, container.a == c).size() > 0           | container.a
          containers.all(i, c, i > 0 && c.a == 1)               | containers
          containers.size() > 1                                | containers*
          size(containers) > 1                                 | containers*
          container.a.size() > 1                               | container.a
          containers[0].image == 'a'                           | containers
          containers.all(containers, containers.a == 1)        | containers* containers*.a
          containers.all(c, [c.a].all(c, c == 1))              | containers* containers*.a
          containers.all(c, c.a.all(d, d.x == c.b.y.z))        | containers* containers*.a containers*.b.y
          containers.all(c, podSpec.hostname != c.name)        | containers* containers*.name podSpec.hostname
          (containers + [container]).all(c, c.a == 1)          | containers container
          variables.names == [] && params.allowed == []        | variables.names params.allowed
          """)
  void partsAreFound(String expression, String expected) {
    assertThat(reads(expression))
        .isEqualTo(
            expected.isEmpty()
                ? Set.of()
                : Arrays.stream(expected.split(" ")).collect(Collectors.toSet()));
  }

  @Test
  void keyIsTakenAsItIs() {
    Expression expression =
        ((Compiled) LANGUAGE.compile("podSpec['a.b'] == 1", SCOPE, ResultType.ANY)).expression();

    assertThat(expression.reads()).containsExactly(new Read("podSpec", false, List.of("a.b")));
  }

  private static Set<String> reads(String text) {
    Compilation compiled = LANGUAGE.compile(text, SCOPE, ResultType.ANY);
    assertThat(compiled).isInstanceOf(Compiled.class);
    return ((Compiled) compiled)
        .expression().reads().stream()
            .map(read ->
                read.name()
                    + (read.ofEach() ? "*" : "")
                    + (read.fields().isEmpty() ? "" : "." + String.join(".", read.fields())))
            .collect(Collectors.toSet());
  }
}
