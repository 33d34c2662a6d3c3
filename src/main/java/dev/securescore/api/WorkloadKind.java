package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A further kind that runs pods, and where its pod specification is. */
@ApiRecord
public record WorkloadKind(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Rules.OBJECT_NAME, message = Rules.OBJECT_NAME_MESSAGE)
        @JsonPropertyDescription("API group of the kind, for example 'argoproj.io'.")
        String group,
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[A-Z][A-Za-z0-9]*$')",
            message = "must be a kind as `kubectl api-resources` shows it, for example 'Rollout'")
        @JsonPropertyDescription("The kind, for example 'Rollout'.")
        String kind,
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self.matches('^[A-Za-z_][A-Za-z0-9_-]*([.][A-Za-z_][A-Za-z0-9_-]*)*$')",
            message =
                "must be names of fields with '.' between them, for example 'spec.template.spec'")
        @JsonPropertyDescription(
            "Where its pod specification is, for example 'spec.template.spec'.")
        String podSpecPath) {}
