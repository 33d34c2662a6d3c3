package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One cause of a change of a score. */
@ApiRecord
public record ChangeCause(
    @Required
        @Size(min = 1, max = 64)
        @Pattern(Rules.REASON)
        @JsonPropertyDescription(
            "What happened, for example 'ResourcesChanged', 'RecommendationChanged' or "
                + "'ExemptionAdded'.")
        String type,
    @Size(min = 1, max = 253) @JsonPropertyDescription("Name of what changed.")
        @Nullable String name,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "What it did to the score, in percentage points, for example '+0.9'.")
        @Nullable String change) {}
