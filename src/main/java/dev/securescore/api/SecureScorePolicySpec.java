package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cluster decides for itself; what is left out has its default here. */
@ApiRecord
@JsonClassDescription("What this cluster decides for itself; what is left out has its default.")
public record SecureScorePolicySpec(
    @JsonPropertyDescription(
            "Namespaces of the system: scored apart in the cluster report 'platform', "
                + "never hidden.")
        PlatformNamespaces platformNamespaces,
    @JsonPropertyDescription("Namespaces that no score counts; every cluster report names them.")
        ExcludedNamespaces excludedNamespaces,
    @Size(max = 256)
        @JsonPropertyDescription("What this cluster changes about single recommendations.")
        List<RecommendationOverride> recommendations,
    @JsonPropertyDescription("What exemptions may do.") ExemptionRules exemptions,
    @Size(max = 32)
        @ValidationRule(
            value =
                "self.all(k, self.exists_one(other, other.group == k.group && other.kind "
                    + "== k.kind))",
            message = "each kind may be given once: remove the other entry")
        @JsonPropertyDescription("Further kinds that run pods.")
        List<WorkloadKind> workloadKinds,
    @JsonPropertyDescription("How short-lived resources count.") Ephemeral ephemeral,
    @JsonPropertyDescription("How much the operator may write.") Writes writes,
    @Size(min = 5, max = 32)
        @Pattern(Rules.ACTIVE_UP_TO)
        @JsonPropertyDescription(
            "Release of the built-in library up to which recommendations count, as in "
                + "'0.1.0', or 'Latest'; what came later is in preview. The release that was "
                + "installed first, when left out.")
        @Nullable String activeUpTo) {

  /** The policy of a cluster that has none. */
  public static final SecureScorePolicySpec DEFAULT =
      new SecureScorePolicySpec(
          PlatformNamespaces.DEFAULT,
          ExcludedNamespaces.NONE,
          List.of(),
          ExemptionRules.DEFAULT,
          List.of(),
          Ephemeral.DEFAULT,
          Writes.DEFAULT,
          null);

  public SecureScorePolicySpec {
    platformNamespaces =
        platformNamespaces == null ? PlatformNamespaces.DEFAULT : platformNamespaces;
    excludedNamespaces = excludedNamespaces == null ? ExcludedNamespaces.NONE : excludedNamespaces;
    recommendations = Lists.orEmpty(recommendations);
    exemptions = exemptions == null ? ExemptionRules.DEFAULT : exemptions;
    workloadKinds = Lists.orEmpty(workloadKinds);
    ephemeral = ephemeral == null ? Ephemeral.DEFAULT : ephemeral;
    writes = writes == null ? Writes.DEFAULT : writes;
  }

  /** The same where the library is followed up to a release, unless it says that itself. */
  public SecureScorePolicySpec orActiveUpTo(@Nullable String release) {
    return activeUpTo != null || release == null
        ? this
        : new SecureScorePolicySpec(
            platformNamespaces,
            excludedNamespaces,
            recommendations,
            exemptions,
            workloadKinds,
            ephemeral,
            writes,
            release);
  }
}
