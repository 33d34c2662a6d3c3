package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a finding is fixed. */
@ApiRecord
public record Remediation(
    @Required
        @Size(min = 1, max = 160)
        @ValidationRule(
            value = Rules.ONE_LINE,
            message = "`summary` must be one line: move details to `steps`")
        @JsonPropertyDescription("The fix in one line; reports show it.")
        String summary,
    @Size(max = 16) @JsonPropertyDescription("The fix step by step, for people.")
        List<@Size(min = 1, max = 512) String> steps,
    @JsonPropertyDescription("The fix for machines.") @Nullable Patch patch,
    @Size(max = 16)
        @ValidationRule(
            value = "self.all(l, l.startsWith('https://') || l.startsWith('http://'))",
            message = "each link must begin with 'https://' or 'http://'")
        @JsonPropertyDescription("Pages that tell more.")
        List<@Size(min = 1, max = 1024) String> links) {

  public Remediation {
    steps = Lists.orEmpty(steps);
    links = Lists.orEmpty(links);
  }
}
