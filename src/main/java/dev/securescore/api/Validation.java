package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A check that must be true for a healthy verdict, as in ValidatingAdmissionPolicy. */
@ApiRecord
@ValidationRule(
    value = "!self.expression.contains('\\n') || has(self.message) || has(self.messageExpression)",
    message = "`message` or `messageExpression` is required when `expression` has line breaks",
    reason = "FieldValueRequired",
    fieldPath = ".message")
public record Validation(
    @Required
        @Size(min = 1, max = 8192)
        @JsonPropertyDescription("CEL expression that is true where all is well.")
        String expression,
    @Size(min = 1, max = 512)
        @ValidationRule(
            value = Rules.ONE_LINE,
            message = "`message` must be one line: remove the line breaks")
        @JsonPropertyDescription("What is wrong where the expression is false, in one line.")
        @Nullable String message,
    @Size(min = 1, max = 4096)
        @JsonPropertyDescription(
            "CEL expression for a message that names what it found; it goes before `message`.")
        @Nullable String messageExpression,
    @JsonPropertyDescription(
            "Reason that admission gives when it refuses; 'Invalid', when left out.")
        @Nullable ValidationReason reason) {}
