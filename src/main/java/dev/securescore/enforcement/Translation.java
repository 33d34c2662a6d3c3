package dev.securescore.enforcement;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.util.List;

/** What came of writing a recommendation as an admission policy. */
public sealed interface Translation {

  /** The policy refuses exactly what the engine finds unhealthy. */
  record Translated(ValidatingAdmissionPolicy policy) implements Translation {}

  /**
   * Admission cannot express the recommendation.
   *
   * @param reason what it cannot express, as a clause
   */
  record Inexpressible(String reason) implements Translation {}

  /** Those of several that are policies. */
  static List<ValidatingAdmissionPolicy> policies(List<Translation> translations) {
    return translations.stream()
        .filter(Translated.class::isInstance)
        .map(Translated.class::cast)
        .map(Translated::policy)
        .toList();
  }
}
