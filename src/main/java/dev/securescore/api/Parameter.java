package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that expressions read as {@code params.<name>}, a list of text. */
@ApiRecord
public record Parameter(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(value = Rules.IDENTIFIER, message = Rules.IDENTIFIER_MESSAGE)
        @JsonPropertyDescription("Name of the parameter, a CEL identifier.")
        String name,
    @Size(min = 1, max = 512) @JsonPropertyDescription("What the values mean.")
        @Nullable String description,
    @Size(max = 256)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription(
            "Values where the policy gives none. Left out, the recommendation is "
                + "inactive until the policy gives some.")
        @Nullable List<@Size(max = 1024) String> defaultValues) {

  public Parameter {
    defaultValues = defaultValues == null ? null : List.copyOf(defaultValues);
  }

  /** Whether the recommendation is inactive until a policy gives values. */
  @JsonIgnore
  public boolean isRequired() {
    return defaultValues == null;
  }
}
