package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A recommendation that does not count, and why. */
@ApiRecord
public record InactiveRecommendation(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the recommendation.")
        String name,
    @Required
        @Size(min = 1, max = 64)
        @Pattern(Rules.REASON)
        @JsonPropertyDescription(
            "Why it does not count, for example 'Preview', 'Disabled', 'CompileError' or "
                + "'ParameterMissing'.")
        String reason) {}
