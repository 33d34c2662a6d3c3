package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is exempt, why, until when and by whose decision.
 *
 * <p>Both kinds of exemptions share it; {@code namespaces} and {@code namespaceSelector} are no
 * fields of the one that lives in a namespace.
 */
@ApiRecord
@JsonClassDescription("What is exempt, why, until when and by whose decision.")
@ValidationRule(
    value = "has(self.resourceRefs) != has(self.resourceSelector)",
    message =
        "give either `resourceRefs` or `resourceSelector`; `resourceSelector: {}` exempts every "
            + "resource")
public record SecurityExemptionSpec(
    @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.all(r, self.exists_one(other, other.name == r.name))",
            message = "each recommendation may be named once: remove the other entry")
        @JsonPropertyDescription("Recommendations whose findings are exempt.")
        List<RecommendationRef> recommendationRefs,
    @Size(min = 1, max = 256) @JsonPropertyDescription("Resources that are exempt, by name.")
        List<ResourceRef> resourceRefs,
    @JsonPropertyDescription(
            "Resources that are exempt, by their labels; whoever may label a resource may put it "
                + "under the exemption.")
        @Nullable LabelSelector resourceSelector,
    @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.all(n, n.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))",
            message =
                "each must be the name of a container: lower-case letters, digits and '-'; a pattern "
                    + "does not work here")
        @JsonPropertyDescription(
            "Containers that are exempt; the finding stays open while another container fails. All, "
                + "when left out.")
        List<@Size(min = 1, max = 63) String> containerNames,
    @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.all(i, i.matches('^[^*\\\\s]+[*]?$'))",
            message =
                "each must be an image as the container names it; only its end may be '*', for any "
                    + "ending")
        @JsonPropertyDescription(
            "Images whose containers are exempt, as the container names them; '*' at the end stands "
                + "for any ending. All, when left out.")
        List<@Size(min = 1, max = 512) String> images,
    @Required
        @JsonPropertyDescription(
            "'Mitigated': the weakness is dealt with elsewhere, it counts healthy. 'Waived': the "
                + "risk is accepted, it leaves the score.")
        ExemptionDecision decision,
    @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Why, for those who ask later.")
        String reason,
    @Size(min = 1, max = 512)
        @ValidationRule(
            value = "self.matches('^https?://[^\\\\s]+$')",
            message = "must be a URL that begins with 'https://' or 'http://'")
        @JsonPropertyDescription("Where it was discussed.")
        @Nullable String ticketURL,
    @Size(min = 20, max = 35)
        @JsonPropertyDescription(
            "Time at which it ends, as in '2027-01-31T00:00:00Z'; it holds for ever, when left out.")
        @Nullable String expirationTime,
    @JsonPropertyDescription(
            "Who approved it; an exemption without is only requested. May only be written by someone "
                + "with the verb 'approve'.")
        @Nullable Approval approval,
    @Size(min = 1, max = 256)
        @ValidationRule(value = Rules.NAMESPACES, message = Rules.NAMESPACES_MESSAGE)
        @JsonPropertyDescription(
            "Namespaces in which it holds; with no `namespaceSelector` either, in all and for what "
                + "lives in none.")
        List<@Size(min = 1, max = 63) String> namespaces,
    @JsonPropertyDescription("Labels of the namespaces in which it holds.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable LabelSelector namespaceSelector) {

  public SecurityExemptionSpec {
    recommendationRefs = Lists.orEmpty(recommendationRefs);
    resourceRefs = Lists.orEmpty(resourceRefs);
    containerNames = Lists.orEmpty(containerNames);
    images = Lists.orEmpty(images);
    namespaces = Lists.orEmpty(namespaces);
  }
}
