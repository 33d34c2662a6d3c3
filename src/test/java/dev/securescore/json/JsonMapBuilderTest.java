package dev.securescore.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonMapBuilderTest {

  @Test
  void objectOfAnySizeIsAsALinkedMapOfItsEntries() {
    Random random = new Random(20261127);
    for (int round = 0; round < 2000; round++) {
      JsonMapBuilder builder = new JsonMapBuilder();
      Map<String, Object> expected = new LinkedHashMap<>();
      for (int count = random.nextInt(3 * FewEntries.MOST); count > 0; count--) {
        String key = "k" + random.nextInt(2 * FewEntries.MOST);
        builder.put(key, (long) count);
        expected.put(key, (long) count);
      }
      JsonMap made = builder.build();

      assertThat(new ArrayList<>(made.entrySet()))
          .containsExactlyElementsOf(new ArrayList<>(expected.entrySet()));
      assertThat(made).isEqualTo(expected).hasSameHashCodeAs(expected);
      assertThat(expected).isEqualTo(made);
      assertThat(made.toString()).isEqualTo(expected.toString());
      assertThat(made.weight()).isEqualTo(2L * expected.size());
      for (int number = 0; number < 2 * FewEntries.MOST; number++) {
        String key = new String("k" + number);
        assertThat(made.get(key)).isEqualTo(expected.get(key));
        assertThat(made.containsKey(key)).isEqualTo(expected.containsKey(key));
      }
      List<String> seen = new ArrayList<>();
      made.forEach((key, value) -> seen.add(key + value));
      assertThat(seen)
          .isEqualTo(expected.entrySet().stream().map(e -> e.getKey() + e.getValue()).toList());
    }
  }

  @Test
  void entryWithoutAValueIsPassedOver() {
    JsonMapBuilder builder = new JsonMapBuilder();
    builder.put("a", null);

    assertThat(builder.build()).isSameAs(JsonMap.EMPTY);
  }

  @Test
  void nobodyChangesTheObject() {
    JsonMapBuilder builder = new JsonMapBuilder();
    builder.put("a", "b");
    JsonMap made = builder.build();
    Map.Entry<String, Object> entry = made.entrySet().iterator().next();

    assertThatThrownBy(() -> entry.setValue("c")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> made.entrySet().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> made.keySet().remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
