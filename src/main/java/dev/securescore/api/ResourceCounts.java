package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How many resources a report is about. */
@ApiRecord
public record ResourceCounts(
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources that count.") int judged,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Resources with at least one open finding.")
        int withFindings,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Finished Jobs and Pods, which never count.")
        int finished,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Young Pods and Jobs, which do not count yet.")
        int settling,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Replicas that the counted workloads ask for.")
        int replicas) {}
