package dev.securescore.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what is meant changes in the text, whatever its layout. */
class YamlTextTest {

  private static final JsonMap DROP = Json.object(Map.of("drop", List.of("ALL")));

  private static String insert(String text, Object value, Object... path) throws Exception {
    Object key = path[path.length - 1];
    List<Object> parent = List.of(path).subList(0, path.length - 1);
    return YamlText.edited(text, new Edit.Insert(parent, key.toString(), value));
  }

  @Test
  void keyFollowsTheLastOneAndCommentsStay() throws Exception {
    String text =
        """
        # head
        spec:
          b: 1   # one

          # between
          a: "x"   # last

        # foot
        other: 1
        """;

    assertThat(insert(text, DROP, "spec", "new"))
        .isEqualTo(
            """
            # head
            spec:
              b: 1   # one

              # between
              a: "x"   # last
              new:
                drop:
                - ALL

            # foot
            other: 1
            """);
  }

  @Test
  void indentationIsThatOfTheDocument() throws Exception {
    String text = "spec:\n    list:\n      - name: a\n        image: b\n    x: 1";

    assertThat(insert(text, DROP, "spec", "list", 0, "c"))
        .isEqualTo(
            """
            spec:
                list:
                  - name: a
                    image: b
                    c:
                        drop:
                          - ALL
                x: 1\
            """);
  }

  @Test
  void windowsLineBreaksStay() throws Exception {
    assertThat(insert("a:\r\n  b: 1\r\nc: 2\r\n", true, "a", "d"))
        .isEqualTo("a:\r\n  b: 1\r\n  d: true\r\nc: 2\r\n");
  }

  @Test
  void textWithoutALastLineBreakStaysSo() throws Exception {
    assertThat(insert("a:\n  b: 1", 2L, "a", "c")).isEqualTo("a:\n  b: 1\n  c: 2");
  }

  @Test
  void blockScalarsKeepTheirContent() throws Exception {
    assertThat(insert("a:\n  b: |\n    x\n    y\n\nc: 1\n", 2L, "a", "d"))
        .isEqualTo("a:\n  b: |\n    x\n    y\n  d: 2\n\nc: 1\n");
    assertThat(insert("a:\n  b: |+\n    x\n\nc: 1\n", 2L, "a", "d"))
        .isEqualTo("a:\n  b: |+\n    x\n\n  d: 2\nc: 1\n");
  }

  @Test
  void keyWithoutAValueGetsOne() throws Exception {
    assertThat(insert("a:\n  b: # todo\n  c: 1\n", DROP, "a", "b"))
        .isEqualTo("a:\n  b: # todo\n    drop:\n    - ALL\n  c: 1\n");
    assertThat(insert("a:\n  b:\n", true, "a", "b")).isEqualTo("a:\n  b: true\n");
    assertThat(insert("a: {b: null}\n", true, "a", "b")).isEqualTo("a: {b: true}\n");
    assertThat(insert("a:\n  b: ~\n", DROP, "a", "b"))
        .isEqualTo("a:\n  b:\n    drop:\n    - ALL\n");
  }

  @Test
  void bracesStayBraces() throws Exception {
    assertThat(insert("a: {b: 1} # c\n", DROP, "a", "d"))
        .isEqualTo("a: {b: 1, d: {drop: [ALL]}} # c\n");
    assertThat(insert("a: {}\n", DROP, "a", "d")).isEqualTo("a: {d: {drop: [ALL]}}\n");
    assertThat(insert("a: {b: 1,}\n", true, "a", "d")).isEqualTo("a: {b: 1, d: true,}\n");
  }

  @Test
  void jsonStaysJson() throws Exception {
    assertThat(insert("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", DROP, "a", "d"))
        .isEqualTo(
            """
            {
              "a": {
                "b": 1,
                "d": {
                  "drop": [
                    "ALL"
                  ]
                }
              }
            }
            """);
    assertThat(insert("{\"a\": {}}", DROP, "a", "d"))
        .isEqualTo("{\"a\": {\"d\": {\"drop\": [\"ALL\"]}}}");
  }

  @Test
  void valuesKeepTheirQuotes() throws Exception {
    assertThat(exchange("a: 'x' # c\n", "w", "a")).isEqualTo("a: 'w' # c\n");
    assertThat(exchange("a: \"x\"\n", "y", "a")).isEqualTo("a: \"y\"\n");
    assertThat(exchange("a: true\n", false, "a")).isEqualTo("a: false\n");
    assertThat(exchange("a: x\n", "yes", "a")).isEqualTo("a: \"yes\"\n");
    assertThat(exchange("l:\n- x\n- y # c\n", "z", "l", 1)).isEqualTo("l:\n- x\n- z # c\n");
    assertThat(exchange("a:\n  b: 1\nc: 2\n", 3L, "a")).isEqualTo("a: 3\nc: 2\n");
  }

  private static String exchange(String text, Object value, Object... path) throws Exception {
    return YamlText.edited(text, new Edit.Exchange(List.of(path), value));
  }

  @Test
  void elementsAreAppended() throws Exception {
    assertThat(append("d:\n- A # a\n# end\n", "ALL", "d")).isEqualTo("d:\n- A # a\n- ALL\n# end\n");
    assertThat(append("d: [A]\n", "ALL", "d")).isEqualTo("d: [A, ALL]\n");
    assertThat(append("d:\n  - n: a\n    i: b\n", Json.object(Map.of("name", "c")), "d"))
        .isEqualTo("d:\n  - n: a\n    i: b\n  - name: c\n");
  }

  private static String append(String text, Object value, Object... path) throws Exception {
    return YamlText.edited(text, new Edit.Append(List.of(path), value));
  }

  @Test
  void keysAndElementsAreRemoved() throws Exception {
    assertThat(remove("a:\n  b: 1\n  c:\n    d: 2\n  e: 3\n", "a", "c"))
        .isEqualTo("a:\n  b: 1\n  e: 3\n");
    assertThat(remove("l:\n- a: 1\n  b: 2\n", "l", 0, "a")).isEqualTo("l:\n- b: 2\n");
    assertThat(remove("l:\n- A\n- B\nx: 1\n", "l", 1)).isEqualTo("l:\n- A\nx: 1\n");
    assertThat(remove("a:\n  l:\n  - A\nx: 1\n", "a", "l", 0)).isEqualTo("a:\n  l: []\nx: 1\n");
    assertThat(remove("a:\n  b: 1\nx: 1\n", "a", "b")).isEqualTo("a: {}\nx: 1\n");
    assertThat(remove("a: {b: 1, c: 2}\n", "a", "b")).isEqualTo("a: {c: 2}\n");
    assertThat(remove("a: {b: 1, c: 2}\n", "a", "c")).isEqualTo("a: {b: 1}\n");
    assertThat(remove("l: [A, B]\n", "l", 0)).isEqualTo("l: [B]\n");
  }

  private static String remove(String text, Object... path) throws Exception {
    return YamlText.edited(text, new Edit.Remove(List.of(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x {b: 1}\n",
        "y: &x {b: 1}\na: *x\n",
        "y: &x {b: 1}\na:\n  <<: *x\n  c: 1\n",
        "a: {b: 1 # comment\n  }\n",
        "a: [b]\n",
        "a: {b: [\n",
      })
  void whatIsNotSafeIsLeft(String text) {
    assertThatThrownBy(() -> insert(text, 1L, "a", "d")).isInstanceOf(UnfixableException.class);
  }

  @Test
  void wideCharactersDoNotShiftAnything() throws Exception {
    assertThat(insert("a:\n  b: \"😀é\" # 😀\n  c: x\n", 1L, "a", "d"))
        .isEqualTo("a:\n  b: \"😀é\" # 😀\n  c: x\n  d: 1\n");
  }

  @Test
  void aValueWithCommentsInItIsNotWrittenAnew() {
    assertThatThrownBy(() -> exchange("a:\n  b: 1\n  # why\n  c: 2\n", 3L, "a"))
        .isInstanceOf(UnfixableException.class)
        .hasMessageContaining("comment");
  }
}
