package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How many resources have which verdict. */
@ApiRecord
public record VerdictCounts(
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription(
            "Resources that follow the recommendation, and findings that count as mitigated.")
        int healthy,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources that do not follow it.")
        int unhealthy,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Findings that an exemption covers, mitigated or waived.")
        int exempt,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources that it does not concern.")
        int notApplicable,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources that could not be judged.")
        int notEvaluated) {}
