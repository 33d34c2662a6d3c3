package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recommendations that a report was judged by. */
@ApiRecord
public record CatalogState(
    @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "Short hash of the recommendations and the policy; equal hashes mean "
                + "comparable scores.")
        @Nullable String revision,
    @Min(0) @Max(Bounds.COUNT) @JsonPropertyDescription("Recommendations that judge and count.")
        int recommendations,
    @Size(max = 64) @JsonPropertyDescription("Recommendations that do not count, and why.")
        List<InactiveRecommendation> inactive,
    @Size(min = 5, max = 32)
        @JsonPropertyDescription(
            "Release of the built-in library up to which recommendations count, or 'Latest'; "
                + "what came later is in preview.")
        @Nullable String activeUpTo) {

  public CatalogState {
    inactive = Lists.orEmpty(inactive);
  }
}
