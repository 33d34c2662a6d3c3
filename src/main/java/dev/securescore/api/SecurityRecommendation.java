package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a workload should be like, what it is worth, and how to get there. */
@Group("securescore.dev")
@Version("v1alpha1")
@ShortNames("secrec")
@Categories("securescore")
@AdditionalPrinterColumn(name = "Severity", jsonPath = ".spec.severity", type = Type.STRING)
@AdditionalPrinterColumn(name = "Points", jsonPath = ".spec.points", type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Unhealthy",
    jsonPath = ".status.counts.unhealthy",
    type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Gain", jsonPath = ".status.potentialIncrease", type = Type.STRING)
@AdditionalPrinterColumn(name = "Stage", jsonPath = ".status.stage", type = Type.STRING)
@AdditionalPrinterColumn(name = "Enforced", jsonPath = ".status.enforcement", type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Accepted",
    jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status",
    type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonClassDescription(
    "What a workload should be like, what it is worth in a score, and how to get there.")
public final class SecurityRecommendation
    extends CustomResource<SecurityRecommendationSpec, SecurityRecommendationStatus>
    implements DeclaredRecommendation {

  @Override
  public String name() {
    return getMetadata().getName();
  }

  @Override
  public Map<String, String> labels() {
    @Nullable Map<String, String> labels = getMetadata().getLabels();
    return labels == null ? Map.of() : Map.copyOf(labels);
  }

  @Override
  public SecurityRecommendationSpec spec() {
    return getSpec();
  }
}
