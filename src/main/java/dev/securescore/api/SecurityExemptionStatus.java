package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an exemption does, written by the operator; nothing is ever decided by it. */
@ApiRecord
@JsonClassDescription("What the exemption does, written by the operator.")
public record SecurityExemptionStatus(
    @Min(0)
        @Max(Bounds.INTEGER)
        @JsonPropertyDescription("Generation of the resource that this status is about.")
        @Nullable Long observedGeneration,
    @Size(max = 8)
        @JsonPropertyDescription(
            "'Ready': the status is current. 'Effective': it exempts a finding; its reason is "
                + "'Active', 'Requested', 'NoMatch', 'Expired', 'Shadowed', 'NotNeeded', 'Incomplete', "
                + "'NotEvaluated', 'TooLong' or 'Forbidden'.")
        List<Condition> conditions,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription(
            "Verdicts that it is about: one for each resource and recommendation it names.")
        int matchedFindings,
    @Min(0)
        @Max(Bounds.COUNT)
        @JsonPropertyDescription(
            "How many of them are unhealthy underneath; 0 = not needed any more.")
        int stillNeeded,
    @JsonPropertyDescription("What it does to the score of its namespace, or of the cluster.")
        @Nullable ExemptionEffect effect) {

  public SecurityExemptionStatus {
    conditions = Lists.orEmpty(conditions);
  }
}
