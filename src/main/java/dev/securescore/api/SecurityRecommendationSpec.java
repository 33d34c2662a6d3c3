package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person declares about a recommendation; what is left out has its default here. */
@ApiRecord
@ValidationRule(
    value = "self.target != 'Object' || has(self.matchConstraints)",
    message = "`matchConstraints` is required when `target` is 'Object'",
    reason = "FieldValueRequired",
    fieldPath = ".matchConstraints")
@ValidationRule(
    value =
        "self.target != 'Object' || !has(self.matchConstraints) || "
            + "(has(self.matchConstraints.resourceRules) && "
            + "size(self.matchConstraints.resourceRules) > 0)",
    message =
        "`resourceRules` is required when `target` is 'Object': name the resources that are judged",
    reason = "FieldValueRequired",
    fieldPath = ".matchConstraints.resourceRules")
@JsonClassDescription("What should be, how it is checked, what it is worth and how it is fixed.")
public record SecurityRecommendationSpec(
    @Required
        @Size(min = 1, max = 120)
        @ValidationRule(
            value = Rules.ONE_LINE,
            message = "`title` must be one line: remove the line breaks")
        @JsonPropertyDescription(
            "One line that says what should be, for example 'Containers should run as a "
                + "non-root user'.")
        String title,
    @Size(min = 1, max = 1024)
        @JsonPropertyDescription("What an attacker gains where this is not followed.")
        @Nullable String threat,
    @Required
        @SelectableField
        @JsonPropertyDescription(
            "How bad the weakness is. With the impact it decides the points, unless they "
                + "are given.")
        Severity severity,
    @Default("Medium")
        @JsonPropertyDescription(
            "How far a fix protects: 'Low' one container, 'Medium' the workload and its "
                + "namespace, 'High' the node or the cluster.")
        Impact impact,
    @Default("Medium")
        @JsonPropertyDescription("How much work a fix is; triage sorts by gain for the effort.")
        Effort effort,
    @Min(0)
        @Max(50)
        @JsonPropertyDescription(
            "What the recommendation is worth in a score. Left out, severity and impact "
                + "decide. 0 = judged, but without weight.")
        @Nullable Integer points,
    @Size(min = 1, max = 63)
        @ValidationRule(value = Rules.LABEL, message = Rules.LABEL_MESSAGE)
        @SelectableField
        @JsonPropertyDescription("Name of the group of recommendations that this one belongs to.")
        @Nullable String control,
    @Default("{}")
        @JsonPropertyDescription("Whether the recommendation judges and counts, and from when.")
        Lifecycle lifecycle,
    @Required
        @SelectableField
        @JsonPropertyDescription(
            "What an expression sees: 'Container' each container in turn, 'PodSpec' the "
                + "pod specification of any workload, 'Object' the object itself.")
        Target target,
    @JsonPropertyDescription(
            "Which resources are judged, as in ValidatingAdmissionPolicy. Left out, "
                + "every workload kind; required when the target is 'Object'.")
        @Nullable MatchConstraints matchConstraints,
    @Size(max = 16)
        @ValidationRule(
            value = "self.all(p, self.exists_one(other, other.name == p.name))",
            message =
                "each parameter needs a name of its own: rename or remove the one that "
                    + "is given twice")
        @JsonPropertyDescription(
            "Values that a cluster gives in its SecureScorePolicy. Expressions read "
                + "`params.<name>` as a list of text.")
        List<Parameter> parameters,
    @Size(max = 32)
        @ValidationRule(
            value = "self.all(v, self.exists_one(other, other.name == v.name))",
            message =
                "each variable needs a name of its own: rename or remove the one that is "
                    + "given twice")
        @ValidationRule(
            value =
                "self.all(v, v.name.matches('^[A-Za-z_][A-Za-z0-9_]*$') && !(v.name in "
                    + "['true', 'false', 'null', 'in']))",
            message =
                "the name of a variable must be a CEL identifier: letters, digits and "
                    + "'_', not beginning with a digit")
        @JsonPropertyDescription(
            "Expressions that later ones read as `variables.<name>`; each may use those before it.")
        List<NamedExpression> variables,
    @Size(max = 64)
        @ValidationRule(
            value = "self.all(c, self.exists_one(other, other.name == c.name))",
            message =
                "each match condition needs a name of its own: rename or remove the one "
                    + "that is given twice")
        @JsonPropertyDescription(
            "Conditions that must all be true; otherwise the recommendation is not "
                + "applicable, and the name is the reason.")
        List<NamedExpression> matchConditions,
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Checks that must all be true for a healthy verdict.")
        List<Validation> validations,
    @Required @JsonPropertyDescription("How a finding is fixed.") Remediation remediation,
    @Size(max = 32) @JsonPropertyDescription("Where standards ask for the same.")
        List<Reference> references,
    @Default("{}") @JsonPropertyDescription("What admission does about new findings.")
        Enforcement enforcement) {

  public SecurityRecommendationSpec {
    impact = impact == null ? Impact.MEDIUM : impact;
    effort = effort == null ? Effort.MEDIUM : effort;
    lifecycle = lifecycle == null ? Lifecycle.DEFAULT : lifecycle;
    parameters = Lists.orEmpty(parameters);
    variables = Lists.orEmpty(variables);
    matchConditions = Lists.orEmpty(matchConditions);
    validations = Lists.orEmpty(validations);
    references = Lists.orEmpty(references);
    enforcement = enforcement == null ? Enforcement.DEFAULT : enforcement;
  }

  /** The same, rated otherwise; what is null stays as it is. */
  public SecurityRecommendationSpec rated(
      @Nullable Severity otherSeverity, @Nullable String otherControl) {
    return new SecurityRecommendationSpec(
        title,
        threat,
        otherSeverity == null ? severity : otherSeverity,
        impact,
        effort,
        points,
        otherControl == null ? control : otherControl,
        lifecycle,
        target,
        matchConstraints,
        parameters,
        variables,
        matchConditions,
        validations,
        remediation,
        references,
        enforcement);
  }
}
