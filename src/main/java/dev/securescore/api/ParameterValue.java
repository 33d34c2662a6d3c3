package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The values of a parameter in this cluster. */
@ApiRecord
public record ParameterValue(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(value = Rules.IDENTIFIER, message = Rules.IDENTIFIER_MESSAGE)
        @JsonPropertyDescription("Name of the parameter.")
        String name,
    @Required
        @Size(max = 256)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("Its values; an empty list is a value, too.")
        List<@Size(max = 1024) String> values) {

  public ParameterValue {
    values = Lists.orEmpty(values);
  }
}
