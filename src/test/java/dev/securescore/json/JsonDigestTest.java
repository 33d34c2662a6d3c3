package dev.securescore.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonDigestTest {

  static List<List<JsonMap>> pairsThatLookAlike() {
    return List.of(
        List.of(of("a", "1"), of("a", 1)),
        List.of(of("a", 1), of("a", 1.0)),
        List.of(of("a", true), of("a", 1)),
        List.of(of("a", List.of("b", "c")), of("a", List.of("bc"))),
        List.of(of("a", List.of(List.of("b"), "c")), of("a", List.of(List.of("b", "c")))),
        List.of(of("a", Map.of()), of("a", List.of())),
        List.of(of("ab", "c"), of("a", "bc")),
        List.of(of("a", Map.of("b", "c")), of("a", List.of("b", "c"))));
  }

  @ParameterizedTest
  @MethodSource("pairsThatLookAlike")
  void differentTreesDiffer(List<JsonMap> pair) {
    assertThat(JsonDigest.of(pair.getFirst())).isNotEqualTo(JsonDigest.of(pair.getLast()));
  }

  @Test
  void whereOneTreeEndsAndTheNextBeginsMatters() {
    JsonMap first = of("a", 1);
    JsonMap second = Json.object(Map.of());

    assertThat(JsonDigest.of(first, second)).isNotEqualTo(JsonDigest.of(second, first));
  }

  @Test
  void equalTreesAreEqual() {
    assertThat(JsonDigest.of(of("a", List.of("b", 1, 2.5, true))))
        .isEqualTo(JsonDigest.of(of("a", List.of("b", 1L, 2.5, true))));
  }

  private static JsonMap of(String key, Object value) {
    return Json.object(Map.of(key, value));
  }
}
