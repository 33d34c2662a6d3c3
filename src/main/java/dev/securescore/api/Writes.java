package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How much the operator may write. */
@ApiRecord
public record Writes(
    @Default("10")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
            "Reports written in a second on average, by the whole operator; after a quiet time up to "
                + "twice as many for half a minute.")
        Integer reportsPerSecond) {

  /** Ten reports in a second. */
  public static final Writes DEFAULT = new Writes(10);

  public Writes {
    reportsPerSecond = reportsPerSecond == null ? 10 : reportsPerSecond;
  }
}
