package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How short-lived resources count; finished ones never do. */
@ApiRecord
public record Ephemeral(
    @Default("300")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription("Age in seconds from which a bare Pod or Job counts.")
        Integer settleSeconds) {

  /** Bare Pods and Jobs count after five minutes. */
  public static final Ephemeral DEFAULT = new Ephemeral(300);

  public Ephemeral {
    settleSeconds = settleSeconds == null ? 300 : settleSeconds;
  }
}
