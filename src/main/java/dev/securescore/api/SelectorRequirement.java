package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** One requirement of a selector. */
@ApiRecord
@ValidationRule(
    value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
    message =
        "`values` is required with 'In' and 'NotIn' and must be left out with 'Exists' "
            + "and 'DoesNotExist'",
    fieldPath = ".values")
public record SelectorRequirement(
    @Required @Size(min = 1, max = 317) @JsonPropertyDescription("Name of the label.") String key,
    @Required @JsonPropertyDescription("How the value of the label is compared.")
        SelectorOperator operator,
    @Size(max = 64) @JsonPropertyDescription("Values for 'In' and 'NotIn'.")
        List<@Size(max = 63) String> values) {

  public SelectorRequirement {
    values = Lists.orEmpty(values);
  }

  boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }
}
