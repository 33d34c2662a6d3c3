package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Namespaces that no score counts; by name only, as a label could be set by their owners. */
@ApiRecord
public record ExcludedNamespaces(
    @Size(max = 256)
        @ValidationRule(value = Rules.NAMESPACES, message = Rules.NAMESPACES_MESSAGE)
        @JsonPropertyDescription("Names; none, when left out.")
        List<@Size(min = 1, max = 63) String> names) {

  /** No namespace. */
  public static final ExcludedNamespaces NONE = new ExcludedNamespaces(List.of());

  public ExcludedNamespaces {
    names = Lists.orEmpty(names);
  }
}
