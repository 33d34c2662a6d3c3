package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A CEL expression with the name it is known by. */
@ApiRecord
public record NamedExpression(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_])?$')",
            message =
                "must be letters, digits, '-', '_' and '.', beginning and ending with a "
                    + "letter, digit or '_'")
        @JsonPropertyDescription("Name of the expression.")
        String name,
    @Required @Size(min = 1, max = 8192) @JsonPropertyDescription("CEL expression.")
        String expression) {}
