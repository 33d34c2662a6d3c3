package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription(
            "Findings that an exemption covers, mitigated or waived; left out where 0.")
        int exempt,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Resources that it does not concern; left out where 0.")
        int notApplicable,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Resources that could not be judged; left out where 0.")
        int notEvaluated) {}
