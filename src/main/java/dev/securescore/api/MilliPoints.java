package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The sums behind a score, in thousandths of a point. */
@ApiRecord
public record MilliPoints(
    @Min(0) @Max(Bounds.MILLI_POINTS) @JsonPropertyDescription("Points reached.") long current,
    @Min(0) @Max(Bounds.MILLI_POINTS) @JsonPropertyDescription("Points within reach.") long maximum,
    @Min(0)
        @Max(Bounds.MILLI_POINTS)
        @JsonPropertyDescription("Points reached if no exemption held.")
        long raw) {}
