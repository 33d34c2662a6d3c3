package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** A choice by labels: every entry and every requirement must hold; an empty selector takes all. */
@ApiRecord
public record LabelSelector(
    @Size(max = 32) @JsonPropertyDescription("Labels and the values they must have.")
        Map<String, @Size(max = 63) String> matchLabels,
    @Size(max = 32) @JsonPropertyDescription("Requirements that labels must meet.")
        List<SelectorRequirement> matchExpressions) {

  /** Chooses everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(Map.of(), List.of());

  public LabelSelector {
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
    matchExpressions = Lists.orEmpty(matchExpressions);
  }

  /** Whether something with these labels is chosen. */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /** Whether everything is chosen. */
  public boolean selectsEverything() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }
}
