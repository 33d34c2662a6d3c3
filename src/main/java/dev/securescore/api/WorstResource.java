package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the resources that lose most points. */
@ApiRecord
public record WorstResource(
    @Size(max = 253)
        @JsonPropertyDescription("API group of the resource; left out for the core group.")
        String group,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Kind of the resource.")
        String kind,
    @Size(min = 1, max = 63) @JsonPropertyDescription("Namespace of the resource.")
        @Nullable String namespace,
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the resource.")
        String name,
    @Min(0) @Max(100) @JsonPropertyDescription("The resource's own score in percent, rounded down.")
        @Nullable Integer score,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "What fixing the resource adds to this report's score, in percentage points.")
        @Nullable String gain,
    @Size(max = 16)
        @JsonPropertyDescription("The first recommendations it does not follow, most points first.")
        List<@Size(min = 1, max = 253) String> failing,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JsonPropertyDescription(
            "How many more recommendations it does not follow; left out where 0.")
        int moreFailing,
    @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "Who writes the resource, for example 'argocd:argocd/shop': where a fix belongs.")
        @Nullable String managedBy) {

  public WorstResource {
    group = group == null ? "" : group;
    failing = Lists.orEmpty(failing);
  }
}
