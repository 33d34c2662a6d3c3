package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a score, and what caused it. */
@ApiRecord
public record ScoreChange(
    @Size(min = 20, max = 35) @JsonPropertyDescription("When the score changed.")
        @Nullable String time,
    @Size(min = 1, max = 16) @JsonPropertyDescription("Score before.") @Nullable String from,
    @Size(min = 1, max = 16) @JsonPropertyDescription("Score after.") @Nullable String to,
    @Size(max = 10) @JsonPropertyDescription("What caused the change, the greatest first.")
        List<ChangeCause> causes) {

  public ScoreChange {
    causes = Lists.orEmpty(causes);
  }
}
