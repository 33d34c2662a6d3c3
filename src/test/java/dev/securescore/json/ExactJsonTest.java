package dev.securescore.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactJsonTest {

  @Test
  void sameTreesAreEqual() {
    assertThat(ExactJson.of(tree("a", "b"))).isEqualTo(ExactJson.of(tree("a", "b")));
    assertThat(ExactJson.of(tree("a", "b"))).hasSameHashCodeAs(ExactJson.of(tree("a", "b")));
  }

  @Test
  void orderOfEntriesTellsApart() {
    assertThat(tree("a", "b")).isEqualTo(tree("b", "a"));
    assertThat(ExactJson.of(tree("a", "b"))).isNotEqualTo(ExactJson.of(tree("b", "a")));
  }

  @Test
  void typesTellApart() {
    assertThat(ExactJson.of(1L)).isNotEqualTo(ExactJson.of(1.0));
    assertThat(ExactJson.of(1L)).isNotEqualTo(ExactJson.of("1"));
    assertThat(ExactJson.of(JsonMap.EMPTY)).isNotEqualTo(ExactJson.of(JsonList.EMPTY));
    assertThat(ExactJson.of(Json.list(List.of("a"))))
        .isNotEqualTo(ExactJson.of(Json.list(List.of("a", "a"))));
    assertThat(ExactJson.of(tree("a", "b"))).isNotEqualTo(ExactJson.of(tree("a", "c")));
  }

  private static JsonMap tree(String first, String second) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String key : List.of(first, second)) {
      entries.put(key, List.of(1, true, 0.5, Map.of("x", key)));
    }
    return Json.object(Map.of("nested", entries)).object("nested");
  }
}
