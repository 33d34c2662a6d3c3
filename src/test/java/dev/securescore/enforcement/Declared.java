package dev.securescore.enforcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Recommendations as people type them, and the policies that come of them. */
final class Declared {

  static final WorkloadKinds KINDS =
      WorkloadKinds.builtIn().and(new KindName("argoproj.io", "Rollout"), "spec.template.spec");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final CelLanguage LANGUAGE = CelLanguage.kubernetes();

  private Declared() {}

  /** A recommendation whose spec has these fields beside those that every one has. */
  static Recommendation recommendation(String fields) {
    String text =
        """
        apiVersion: securescore.dev/v1alpha1
        kind: SecurityRecommendation
        metadata: {name: ours}
        spec:
          title: All should be well
          severity: Low
          remediation: {summary: Mend it.}
        """
            + fields.indent(2);
    Catalog catalog =
        new CatalogCompiler(LANGUAGE)
            .compile(List.of(read(text)), SecureScorePolicySpec.DEFAULT, Set.of(), Instant.EPOCH);
    if (catalog.judged().isEmpty()) {
      throw new AssertionError(catalog.inactive().toString());
    }
    return catalog.judged().getFirst();
  }

  private static SecurityRecommendation read(String text) {
    try {
      return YAML.readValue(text, SecurityRecommendation.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  static Translation translate(String fields, Exemption... exemptions) {
    return new PolicyTranslator(LANGUAGE, WorkloadKinds.builtIn())
        .translate(recommendation(fields), List.of(exemptions));
  }

  static ValidatingAdmissionPolicy policy(String fields, Exemption... exemptions) {
    return switch (translate(fields, exemptions)) {
      case Translation.Translated(ValidatingAdmissionPolicy policy) -> policy;
      case Translation.Inexpressible(String reason) -> throw new AssertionError(reason);
    };
  }

  static String reason(String fields) {
    return switch (translate(fields)) {
      case Translation.Translated(ValidatingAdmissionPolicy policy) ->
          throw new AssertionError(policy.toString());
      case Translation.Inexpressible(String reason) -> reason;
    };
  }
}
