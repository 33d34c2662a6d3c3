package dev.securescore.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  private static final Map<String, String> LABELS = Map.of("app", "front", "tier", "web");

  @Test
  void emptySelectorTakesEverything() {
    assertThat(new LabelSelector(Map.of(), List.of()).matches(Map.of())).isTrue();
    assertThat(new LabelSelector(Map.of(), List.of()).matches(LABELS)).isTrue();
  }

  @Test
  void everyLabelMustMatch() {
    assertThat(new LabelSelector(Map.of("app", "front"), List.of()).matches(LABELS)).isTrue();
    assertThat(
            new LabelSelector(Map.of("app", "front", "tier", "database"), List.of())
                .matches(LABELS))
        .isFalse();
  }

  @Test
  void labelsAndRequirementsMustBothHold() {
    SelectorRequirement legacy =
        new SelectorRequirement("legacy", SelectorOperator.EXISTS, List.of());

    assertThat(new LabelSelector(Map.of("app", "front"), List.of(legacy)).matches(LABELS))
        .isFalse();
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource({
    "app, IN, true",
    "tier, IN, false",
    "missing, IN, false",
    "app, NOT_IN, false",
    "tier, NOT_IN, true",
    "missing, NOT_IN, true",
    "app, EXISTS, true",
    "missing, EXISTS, false",
    "app, DOES_NOT_EXIST, false",
    "missing, DOES_NOT_EXIST, true"
  })
  void requirementsHoldAsInKubernetes(String key, SelectorOperator operator, boolean expected) {
    SelectorRequirement requirement =
        new SelectorRequirement(key, operator, List.of("front", "back"));

    assertThat(new LabelSelector(Map.of(), List.of(requirement)).matches(LABELS))
        .isEqualTo(expected);
  }
}
