package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The score of a day. */
@ApiRecord
public record HistoryEntry(
    @Required
        @Size(min = 10, max = 10)
        @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        @JsonPropertyDescription("The day, in UTC.")
        String date,
    @Required @Size(min = 1, max = 16) @JsonPropertyDescription("The score with one decimal.")
        String score) {}
