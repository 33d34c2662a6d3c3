package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a recommendation does to the score of a report.
 *
 * <p>There are dozens in every report, so that each says only what differs from nothing: numbers
 * that are 0 are left out.
 */
@ApiRecord
public record RecommendationScore(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the recommendation.")
        String name,
    @JsonPropertyDescription("How bad the weakness is; left out where no finding is open.")
        @Nullable Severity severity,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription(
            "Resources that follow it, and findings that count as mitigated; left out where 0.")
        int healthy,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Resources that do not follow it; left out where 0.")
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
        @JsonPropertyDescription("Resources that could not be judged; left out where 0.")
        int notEvaluated,
    @Min(0)
        @Max(Bounds.MILLI_POINTS)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription(
            "Points within reach, in thousandths; left out where 0. Reached of them is the share "
                + "healthy / (healthy + unhealthy).")
        long maxMilliPoints,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "What following it everywhere adds to this report's score, in percentage points; left "
                + "out where nothing.")
        @Nullable String gain,
    @Size(min = 1, max = 160)
        @JsonPropertyDescription(
            "The fix in one line, of the five best next fixes and of open Critical findings; of "
                + "others the recommendation tells it.")
        @Nullable String fix) {}
