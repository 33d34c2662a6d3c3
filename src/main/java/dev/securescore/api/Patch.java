package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A change that fixes a finding, in the CEL of MutatingAdmissionPolicy. */
@ApiRecord
public record Patch(
    @Required
        @JsonPropertyDescription(
            "'ApplyConfiguration' merges an object, 'JSONPatch' lists operations.")
        PatchType type,
    @Required
        @Size(min = 1, max = 8192)
        @JsonPropertyDescription("CEL expression that gives the change.")
        String expression,
    @Default("High")
        @JsonPropertyDescription(
            "How likely the change stops a workload that works; `fix` asks before a risk "
                + "of 'High'.")
        Risk risk) {

  public Patch {
    risk = risk == null ? Risk.HIGH : risk;
  }
}
