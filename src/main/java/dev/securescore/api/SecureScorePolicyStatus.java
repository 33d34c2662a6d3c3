package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator made of the policy. */
@ApiRecord
@JsonClassDescription("What the operator made of the policy.")
public record SecureScorePolicyStatus(
    @Min(0)
        @Max(Bounds.INTEGER)
        @JsonPropertyDescription("Generation of the resource that this status is about.")
        @Nullable Long observedGeneration,
    @Size(max = 8)
        @JsonPropertyDescription(
            "'Accepted': every name in the policy is known and every value fits. "
                + "'Ready': the scores follow it.")
        List<Condition> conditions) {

  public SecureScorePolicyStatus {
    conditions = Lists.orEmpty(conditions);
  }
}
