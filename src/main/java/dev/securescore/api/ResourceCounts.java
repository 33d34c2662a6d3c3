package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How many resources a report is about. */
@ApiRecord
public record ResourceCounts(
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources that count.") int judged,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Resources with at least one open finding; left out where 0.")
        int withFindings,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Finished Jobs and Pods, which never count; left out where 0.")
        int finished,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Young Pods and Jobs, which do not count yet; left out where 0.")
        int settling,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Replicas that the counted workloads ask for; left out where 0.")
        int replicas) {}
