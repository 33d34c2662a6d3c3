package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Who decided that an exemption holds. */
@ApiRecord
public record Approval(
    @Required
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = Rules.ONE_LINE,
            message = "must be one line: the user name of the approver")
        @JsonPropertyDescription(
            "User name of the approver; admission checks that it is the writer's own, and that the "
                + "writer has the verb 'approve'.")
        String by,
    @Size(min = 7, max = 64)
        @ValidationRule(
            value = "self.matches('^[0-9a-f]+$')",
            message = "must be the hash of a commit: digits and letters from a to f")
        @JsonPropertyDescription("Commit in which it was approved, where Git writes the exemption.")
        @Nullable String approvedInCommit) {}
