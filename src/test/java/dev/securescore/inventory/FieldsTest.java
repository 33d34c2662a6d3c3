package dev.securescore.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final JsonMap OBJECT =
      Json.object(
          Map.of("name", "a", "inner", Map.of("on", true), "all", List.of(Map.of("at", 1), "x")));

  @Test
  void objectThatHasAllItsDefaultsIsGivenBack() {
    JsonMap filled =
        Fields.of(OBJECT)
            .missing("name", "b")
            .text("name", "b")
            .onlyTrue("off")
            .inside("inner", inner -> Fields.of(inner).missing("on", false).done())
            .each("all", each -> Fields.of(each).number("at", 2).done())
            .done();

    assertThat(filled).isSameAs(OBJECT);
  }

  @Test
  void whatIsFilledInLeavesTheObjectAsItWas() {
    String before = OBJECT.toString();
    JsonMap filled =
        Fields.of(OBJECT)
            .missing("more", 1L)
            .inside("inner", inner -> Fields.of(inner).put("on", false).onlyTrue("on").done())
            .each("all", each -> Fields.of(each).missing("more", "y").done())
            .done();

    assertThat(filled)
        .isEqualTo(
            Map.of(
                "name",
                "a",
                "inner",
                Map.of(),
                "all",
                List.of(Map.of("at", 1L, "more", "y"), "x"),
                "more",
                1L));
    assertThat(OBJECT).hasToString(before);
  }
}
