package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What refusing unhealthy objects would do today. */
@ApiRecord
public record Enforceable(
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Namespaces in which it applies and has no finding.")
        int namespacesHealthy,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Namespaces with findings.")
        int namespacesUnhealthy,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription("Resources that would be refused if they were created now.")
        int wouldRefuse) {}
