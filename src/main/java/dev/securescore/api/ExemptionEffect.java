package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What an exemption does to the score of its namespace, or of the cluster. */
@ApiRecord
public record ExemptionEffect(
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "What it changes about the score, in percentage points, for example '+0.9'.")
        @Nullable String score,
    @Size(min = 1, max = 16) @JsonPropertyDescription("The score if this exemption did not hold.")
        @Nullable String without,
    @Size(min = 1, max = 16) @JsonPropertyDescription("The score as it is.")
        @Nullable String with) {}
