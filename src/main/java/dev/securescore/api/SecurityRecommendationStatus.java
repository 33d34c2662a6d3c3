package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator found; numbers only, since every tenant may read it. */
@ApiRecord
@JsonClassDescription("What the operator found; numbers only, since every tenant may read it.")
public record SecurityRecommendationStatus(
    @Min(0)
        @Max(Bounds.INTEGER)
        @JsonPropertyDescription("Generation of the resource that this status is about.")
        @Nullable Long observedGeneration,
    @Size(min = 20, max = 35)
        @JsonPropertyDescription("Time when the counts were written, at most once a minute.")
        @Nullable String observedTime,
    @Size(max = 8)
        @JsonPropertyDescription(
            "'Accepted': it compiles. 'Ready': every resource it concerns is judged. 'Enforced': "
                + "admission does what `spec.enforcement` asks for.")
        List<Condition> conditions,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Oldest Kubernetes that can use the expressions at admission, for example '1.29'.")
        @Nullable String minimumKubernetesVersion,
    @JsonPropertyDescription("Verdicts in the whole cluster.") @Nullable VerdictCounts counts,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "What fixing every finding adds to the cluster's score, in percentage "
                + "points, for example '+3.1'.")
        @Nullable String potentialIncrease,
    @JsonPropertyDescription("What admission does now.") @Nullable EnforcementAction enforcement,
    @JsonPropertyDescription("What 'Deny' would do today.") @Nullable Enforceable enforceable,
    @JsonPropertyDescription(
            "Stage that holds now: that of the policy or the recommendation, and 'Preview' until "
                + "its `activeTime` has come and its release is followed.")
        @Nullable Stage stage) {

  public SecurityRecommendationStatus {
    conditions = Lists.orEmpty(conditions);
  }
}
