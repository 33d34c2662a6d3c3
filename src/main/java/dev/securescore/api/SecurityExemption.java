package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A decision that findings in its own namespace do not count as open. */
@Group("securescore.dev")
@Version("v1alpha1")
@ShortNames("secex")
@Categories("securescore")
@AdditionalPrinterColumn(name = "Decision", jsonPath = ".spec.decision", type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Effective",
    jsonPath = ".status.conditions[?(@.type==\"Effective\")].reason",
    type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Findings",
    jsonPath = ".status.matchedFindings",
    type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Effect", jsonPath = ".status.effect.score", type = Type.STRING)
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".spec.expirationTime", type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Approved By",
    jsonPath = ".spec.approval.by",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Effective\")].message",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonClassDescription(
    "A decision that findings in its namespace are mitigated or waived, by someone, for a reason, "
        + "until a date.")
public final class SecurityExemption
    extends CustomResource<SecurityExemptionSpec, SecurityExemptionStatus> implements Namespaced {}
