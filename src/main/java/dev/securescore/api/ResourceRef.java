package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A resource by its kind and name, in whatever version it is served. */
@ApiRecord
public record ResourceRef(
    @Size(max = 253)
        @ValidationRule(
            value = "self == '' || self.matches('^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$')",
            message =
                "must be an API group without version, for example 'apps', or left out for the core group")
        @JsonPropertyDescription(
            "API group without version, for example 'apps'; the core group, when left out.")
        String group,
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[A-Z][A-Za-z0-9]*$')",
            message =
                "must be a kind as `kubectl api-resources` shows it, for example 'Deployment'")
        @JsonPropertyDescription("The kind, for example 'Deployment'.")
        String kind,
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "!self.contains('*')",
            message =
                "must be the name of one resource: a pattern does not work here, use `resourceSelector`")
        @JsonPropertyDescription("Name of the resource.")
        String name) {

  public ResourceRef {
    group = group == null ? "" : group;
  }
}
