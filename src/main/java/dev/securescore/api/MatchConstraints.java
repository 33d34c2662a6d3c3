package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which resources a recommendation judges: the MatchResources of ValidatingAdmissionPolicy. */
@ApiRecord
public record MatchConstraints(
    @Size(max = 32)
        @ValidationRule(
            value = "self.all(r, !('*' in r.apiGroups) && !r.resources.exists(x, x.contains('*')))",
            message =
                "`apiGroups` and `resources` may not be '*': name each group and "
                    + "resource that is judged")
        @ValidationRule(
            value = "self.all(r, !r.resources.exists(x, x.contains('/')))",
            message = "`resources` may not name subresources: remove the part from '/' on")
        @ValidationRule(
            value = "self.all(r, !('secrets' in r.resources))",
            message = "Secrets are never read: remove 'secrets' from `resources`",
            reason = "FieldValueForbidden")
        @ValidationRule(
            value = "self.all(r, !('securescore.dev' in r.apiGroups))",
            message = "our own resources are not judged: remove 'securescore.dev' from `apiGroups`",
            reason = "FieldValueForbidden")
        @JsonPropertyDescription("Resources that are judged; one rule that matches is enough.")
        List<ResourceRule> resourceRules,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Resources that are not judged, even if a rule above matches them.")
        List<ResourceRule> excludeResourceRules,
    @JsonPropertyDescription(
            "Labels of the namespaces whose resources are judged; all, when left out.")
        @Nullable LabelSelector namespaceSelector,
    @JsonPropertyDescription("Labels of the resources that are judged; all, when left out.")
        @Nullable LabelSelector objectSelector,
    @Default("Equivalent")
        @JsonPropertyDescription(
            "Whether a rule also matches other versions of the resource it names.")
        MatchPolicy matchPolicy) {

  public MatchConstraints {
    resourceRules = Lists.orEmpty(resourceRules);
    excludeResourceRules = Lists.orEmpty(excludeResourceRules);
    matchPolicy = matchPolicy == null ? MatchPolicy.EQUIVALENT : matchPolicy;
  }
}
