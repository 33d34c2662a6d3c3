package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Unhealthy verdicts by severity; a resource counts once for each recommendation it fails. */
@ApiRecord
public record OpenFindings(
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Open findings of severity 'Critical'.")
        int critical,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Open findings of severity 'High'.")
        int high,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Open findings of severity 'Medium'.")
        int medium,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Open findings of severity 'Low'.") int low,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Findings that an exemption covers.")
        int exempt) {}
