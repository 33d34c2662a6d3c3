package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a standard asks for the same. */
@ApiRecord
public record Reference(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$')",
            message =
                "must be a short name as labels have it: letters, digits, '-', '_' and "
                    + "'.', for example 'PSS'")
        @JsonPropertyDescription("Short name of the standard, for example 'PSS', 'CIS' or 'NSA'.")
        String standard,
    @Size(min = 1, max = 32) @JsonPropertyDescription("Version of the standard.")
        @Nullable String version,
    @Required
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "What the standard calls it, for example 'restricted/runAsNonRoot'.")
        String id,
    @JsonPropertyDescription("The standard's own severity.") @Nullable Severity severity) {}
