package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cluster changes about one recommendation. */
@ApiRecord
@ValidationRule(
    value =
        "has(self.points) || has(self.severity) || has(self.control) || has(self.stage) || "
            + "has(self.parameters)",
    message =
        "changes nothing: give `points`, `severity`, `control`, `stage` or `parameters`, or "
            + "remove the entry")
public record RecommendationOverride(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Rules.OBJECT_NAME, message = Rules.OBJECT_NAME_MESSAGE)
        @JsonPropertyDescription("Name of the recommendation.")
        String name,
    @Min(0)
        @Max(50)
        @JsonPropertyDescription("Points here; as the recommendation says, when left out.")
        @Nullable Integer points,
    @JsonPropertyDescription("Severity here; as the recommendation says, when left out.")
        @Nullable Severity severity,
    @Size(min = 1, max = 63)
        @ValidationRule(value = Rules.LABEL, message = Rules.LABEL_MESSAGE)
        @JsonPropertyDescription(
            "Control here, in output and metrics; labels stay. As the recommendation says, when "
                + "left out.")
        @Nullable String control,
    @JsonPropertyDescription("Stage here; as the recommendation says, when left out.")
        @Nullable Stage stage,
    @Size(max = 16)
        @ValidationRule(
            value = "self.all(p, self.exists_one(other, other.name == p.name))",
            message = "each parameter may be given once: remove the other entry")
        @JsonPropertyDescription("Values of its parameters here.")
        List<ParameterValue> parameters,
    @Size(min = 1, max = 512) @JsonPropertyDescription("Why, for those who ask later.")
        @Nullable String reason) {

  public RecommendationOverride {
    parameters = Lists.orEmpty(parameters);
  }
}
