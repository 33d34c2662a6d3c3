package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A score that is wanted. */
@ApiRecord
public record ScoreTarget(
    @Required @Min(1) @Max(100) @JsonPropertyDescription("The least score that meets the target.")
        int score) {}
