package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a report as people read them; machines read the integers. */
@ApiRecord
public record Display(
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Score with one decimal; '-' when nothing applies, with '?' when coverage is "
                + "under 100.")
        @Nullable String score,
    @Size(min = 1, max = 8)
        @JsonPropertyDescription("Grade from 'A+' to 'F', '-' when nothing applies.")
        @Nullable String grade,
    @Size(max = 8)
        @JsonPropertyDescription("Why the grade is lower than the score alone would give.")
        List<@Size(min = 1, max = 256) String> gradeCappedBy,
    @Size(min = 1, max = 16) @JsonPropertyDescription("Score if no exemption held.")
        @Nullable String rawScore,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription("Points reached and within reach, for example '225/280'.")
        @Nullable String points,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Share of verdicts that could be reached, for example '100%'; '-' when there was "
                + "nothing to judge.")
        @Nullable String coverage,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Change of the score in seven days, in percentage points, for example '+0.9'.")
        @Nullable String change7d,
    @Size(min = 1, max = 300)
        @JsonPropertyDescription("The recommendation to follow next, with its gain.")
        @Nullable String topFix,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Score if every recommendation in preview counted; left out where none is.")
        @Nullable String forecast) {

  public Display {
    gradeCappedBy = Lists.orEmpty(gradeCappedBy);
  }
}
