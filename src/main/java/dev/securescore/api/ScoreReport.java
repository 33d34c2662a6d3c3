package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The score of a namespace, or of a part of it. */
@Group("securescore.dev")
@Version("v1alpha1")
@ShortNames("scr")
@Categories("securescore")
@AdditionalPrinterColumn(name = "Score", jsonPath = ".status.display.score", type = Type.STRING)
@AdditionalPrinterColumn(name = "Grade", jsonPath = ".status.display.grade", type = Type.STRING)
@AdditionalPrinterColumn(name = "7D", jsonPath = ".status.display.change7d", type = Type.STRING)
@AdditionalPrinterColumn(name = "Critical", jsonPath = ".status.open.critical", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "High", jsonPath = ".status.open.high", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Exempt", jsonPath = ".status.open.exempt", type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Coverage",
    jsonPath = ".status.display.coverage",
    type = Type.STRING)
@AdditionalPrinterColumn(name = "Top Fix", jsonPath = ".status.display.topFix", type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Raw",
    jsonPath = ".status.display.rawScore",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Points",
    jsonPath = ".status.display.points",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Resources",
    jsonPath = ".status.resources.judged",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Confirmed",
    jsonPath = ".status.lastConfirmedTime",
    type = Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
    value =
        "self.metadata.name != 'namespace' || !has(self.spec) || "
            + "(!has(self.spec.resourceSelector) && !has(self.spec.recommendationSelector))",
    message =
        "the report 'namespace' is about everything in the namespace: remove the "
            + "selectors, or give the report another name",
    reason = "FieldValueForbidden",
    fieldPath = ".spec")
@AdditionalSelectableField(jsonPath = ".status.score")
@AdditionalSelectableField(jsonPath = ".status.display.grade")
@JsonClassDescription(
    "The score of a namespace, or of a part of it; the operator keeps one named "
        + "'namespace' in each.")
public final class ScoreReport extends CustomResource<ScoreReportSpec, ScoreReportStatus>
    implements Namespaced {

  /** Name of the report that the operator keeps in every namespace. */
  public static final String NAMESPACE = "namespace";
}
