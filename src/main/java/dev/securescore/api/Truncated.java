package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How many entries of a report did not fit. */
@ApiRecord
public record Truncated(
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Recommendations left out.")
        int recommendations,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Resources with findings left out of the worst.")
        int worst,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Inactive recommendations left out.")
        int inactive,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription("Excluded namespaces left out.")
        int excludedNamespaces) {}
