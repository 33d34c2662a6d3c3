package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What exemptions may do in this cluster. */
@ApiRecord
public record ExemptionRules(
    @Default("RequireApproval")
        @JsonPropertyDescription(
            "Exemptions in namespaces: 'RequireApproval' waits for an approver, 'Allow' "
                + "does not, 'Forbid' ignores them all.")
        NamespacedExemptions namespaced,
    @Min(1)
        @Max(3650)
        @JsonPropertyDescription(
            "Longest time an exemption may hold, in days; unlimited, when left out.")
        @Nullable Integer maximumDurationDays) {

  /** Exemptions wait for approval and may hold for ever. */
  public static final ExemptionRules DEFAULT =
      new ExemptionRules(NamespacedExemptions.REQUIRE_APPROVAL, null);

  public ExemptionRules {
    namespaced = namespaced == null ? NamespacedExemptions.REQUIRE_APPROVAL : namespaced;
  }
}
