package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A set of resources by group, version and plural name, as in ValidatingAdmissionPolicy. */
@ApiRecord
public record ResourceRule(
    @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription("API groups, '' for the core group.")
        List<@Size(max = 253) String> apiGroups,
    @Required @Size(min = 1, max = 16) @JsonPropertyDescription("API versions, '*' for all.")
        List<@Size(min = 1, max = 63) String> apiVersions,
    @Default("[\"CREATE\", \"UPDATE\"]")
        @Size(min = 1, max = 5)
        @JsonPropertyDescription(
            "Operations that admission checks. Judging what is there counts as CREATE.")
        List<Operation> operations,
    @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription("Plural names of resources, for example 'deployments'.")
        List<@Size(min = 1, max = 127) String> resources,
    @Size(max = 32)
        @JsonPropertyDescription("Names of single objects; every object, when left out.")
        List<@Size(min = 1, max = 253) String> resourceNames,
    @Default("'*'")
        @JsonPropertyDescription("'Cluster' or 'Namespaced' resources only, or '*' for both.")
        RuleScope scope) {

  public ResourceRule {
    apiGroups = Lists.orEmpty(apiGroups);
    apiVersions = Lists.orEmpty(apiVersions);
    operations =
        operations == null ? List.of(Operation.CREATE, Operation.UPDATE) : List.copyOf(operations);
    resources = Lists.orEmpty(resources);
    resourceNames = Lists.orEmpty(resourceNames);
    scope = scope == null ? RuleScope.ANY : scope;
  }
}
