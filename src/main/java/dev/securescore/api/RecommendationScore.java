package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a recommendation does to the score of a report. */
@ApiRecord
public record RecommendationScore(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the recommendation.")
        String name,
    @JsonPropertyDescription("How bad the weakness is.") @Nullable Severity severity,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Resources that follow it, and findings that count as mitigated.")
        int healthy,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources that do not follow it.")
        int unhealthy,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Findings that an exemption covers, mitigated or waived.")
        int exempt,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Resources that could not be judged.")
        int notEvaluated,
    @Min(0) @Max(Bounds.MILLI_POINTS) @JsonPropertyDescription("Points reached, in thousandths.")
        long milliPoints,
    @Min(0)
        @Max(Bounds.MILLI_POINTS)
        @JsonPropertyDescription("Points within reach, in thousandths.")
        long maxMilliPoints,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "What following it everywhere adds to this report's score, in percentage points.")
        @Nullable String gain,
    @Size(min = 1, max = 160)
        @JsonPropertyDescription("The fix in one line, where there is something to fix.")
        @Nullable String fix) {}
