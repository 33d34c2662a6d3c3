package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What differs between clusters that share one library of recommendations. */
@Group("securescore.dev")
@Version("v1alpha1")
@Kind("SecureScorePolicy")
@Plural("securescorepolicies")
@ShortNames("secpol")
@Categories("securescore")
@AdditionalPrinterColumn(
    name = "Accepted",
    jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status",
    type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Accepted\")].message",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
    value = "self.metadata.name == 'cluster'",
    message = "`metadata.name` must be 'cluster': a cluster has one policy")
@JsonClassDescription("What this cluster decides for itself; the only name is 'cluster'.")
public final class SecureScorePolicy
    extends CustomResource<SecureScorePolicySpec, SecureScorePolicyStatus> {

  /** The only name that a policy may have. */
  public static final String NAME = "cluster";
}
