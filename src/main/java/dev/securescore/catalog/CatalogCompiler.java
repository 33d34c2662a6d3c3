package dev.securescore.catalog;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.ParameterValue;
import dev.securescore.api.RecommendationOverride;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Stage;
import dev.securescore.api.Validation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.schema.Schemas;
import dev.securescore.scoring.Impact;
import dev.securescore.scoring.Points;
import dev.securescore.scoring.Severity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a catalogue of recommendations and a policy.
 *
 * <p>A recommendation that is refused harms no other. Rules are compiled once: making a catalogue
 * again after one change costs one compilation.
 */
public final class CatalogCompiler {

  private static final int REVISION_LENGTH = 7;

  private final CelLanguage language;
  private final RuleCompiler rules;
  private Map<Key, Acceptance> compiled = new ConcurrentHashMap<>();
  private WorkloadKinds workloads = Policy.standard().inventory().kinds();

  private record Key(SecurityRecommendationSpec spec, List<ParameterValue> given) {

    /** Cheap, as it is asked for at every start; few share both their title and what they check. */
    @Override
    public int hashCode() {
      int hash = spec.title().hashCode();
      for (Validation validation : spec.validations()) {
        hash = 31 * hash + validation.expression().hashCode();
      }
      return hash;
    }
  }

  /** A compiler of a language. */
  public CatalogCompiler(CelLanguage language) {
    this.language = language;
    this.rules = new RuleCompiler(language);
  }

  /**
   * The catalogue of some recommendations under a policy at a time.
   *
   * @param ownNamespaces the operator's own, which are platform namespaces
   */
  public synchronized Catalog compile(
      Collection<? extends DeclaredRecommendation> recommendations,
      SecureScorePolicySpec policySpec,
      Set<String> ownNamespaces,
      Instant now) {
    Policy policy = Policy.of(policySpec, ownNamespaces);
    forgetUnless(policy.inventory().kinds());
    Map<String, RecommendationOverride> overrides =
        policySpec.recommendations().stream()
            .collect(
                Collectors.toMap(
                    RecommendationOverride::name, Function.identity(), (first, last) -> last));
    Map<Key, Acceptance> used = new ConcurrentHashMap<>();
    List<Recommendation> judged = new ArrayList<>();
    List<Catalog.Inactive> inactive = new ArrayList<>();
    @Nullable Instant nextChange = null;
    List<? extends DeclaredRecommendation> byName =
        recommendations.stream()
            .sorted(Comparator.comparing(DeclaredRecommendation::name))
            .toList();
    for (DeclaredRecommendation recommendation : byName) {
      Entry entry = new Entry(recommendation, overrides, policySpec, now);
      if (entry.stage() == Stage.DISABLED) {
        inactive.add(entry.inactive("Disabled", entry.disabledBecause()));
        continue;
      }
      Key key = new Key(recommendation.spec(), entry.parameters());
      @Nullable Acceptance known = compiled.get(key);
      Acceptance acceptance =
          known == null ? rules.compile(key.spec(), key.given(), workloads) : known;
      used.put(key, acceptance);
      switch (acceptance) {
        case Acceptance.Accepted(Rule rule) -> {
          judged.add(entry.inForce(rule));
          if (entry.isPreview()) {
            inactive.add(entry.inactive("Preview", entry.previewBecause()));
            nextChange = earlier(nextChange, entry.countsFrom());
          }
        }
        case Acceptance.Refused(List<String> problems) ->
            inactive.add(entry.refused(String.join("; ", problems)));
        case Acceptance.Waiting(List<String> parameters) ->
            inactive.add(
                entry.inactive(
                    "ParameterMissing",
                    "give "
                        + String.join(", ", parameters)
                        + " under spec.recommendations of the SecureScorePolicy 'cluster'"));
      }
    }
    compiled = used;
    return new Catalog(
        List.copyOf(judged), List.copyOf(inactive), policy, revision(judged), nextChange);
  }

  /** What was compiled is about the kinds that ran pods then. */
  private void forgetUnless(WorkloadKinds kinds) {
    if (!kinds.equals(workloads)) {
      compiled = new ConcurrentHashMap<>();
      workloads = kinds;
    }
  }

  /** A checker of types in the same language, about objects that the schemas know. */
  public TypeChecker typeChecker(Schemas schemas) {
    return new TypeChecker(language, schemas);
  }

  private static @Nullable Instant earlier(@Nullable Instant first, @Nullable Instant second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return first.isBefore(second) ? first : second;
  }

  private static Fingerprint revision(List<Recommendation> judged) {
    return Fingerprint.ofAll(
        judged.stream().filter(Recommendation::scored).toList(), REVISION_LENGTH);
  }

  /** A recommendation with what the policy changes about it. */
  private record Entry(
      DeclaredRecommendation recommendation,
      @Nullable RecommendationOverride override,
      SecureScorePolicySpec policy,
      Instant now) {

    Entry(
        DeclaredRecommendation recommendation,
        Map<String, RecommendationOverride> overrides,
        SecureScorePolicySpec policy,
        Instant now) {
      this(recommendation, overrides.get(recommendation.name()), policy, now);
    }

    String name() {
      return recommendation.name();
    }

    SecurityRecommendationSpec spec() {
      return recommendation.spec();
    }

    Stage stage() {
      @Nullable Stage own = override == null ? null : override.stage();
      return own == null ? spec().lifecycle().stage() : own;
    }

    String disabledBecause() {
      @Nullable String reason = override == null ? null : override.reason();
      return reason == null ? "its stage is Disabled" : reason;
    }

    @Nullable Instant activeFrom() {
      @Nullable String time = spec().lifecycle().activeTime();
      return time == null ? null : OffsetDateTime.parse(time).toInstant();
    }

    /** When it will begin to count; null where no date decides that. */
    @Nullable Instant countsFrom() {
      return stage() == Stage.PREVIEW || isNewer() ? null : activeFrom();
    }

    /** The release it came with; empty for those that people write. */
    Optional<Release> since() {
      return Release.of(recommendation.labels().get(Release.SINCE));
    }

    /** Whether it came with a release that this cluster does not follow yet; a stage decides. */
    boolean isNewer() {
      return (override == null || override.stage() == null)
          && since().filter(release -> release.isAfter(policy)).isPresent();
    }

    boolean isPreview() {
      @Nullable Instant from = activeFrom();
      return stage() == Stage.PREVIEW || isNewer() || (from != null && from.isAfter(now));
    }

    /** The stage that holds now. */
    Stage standing() {
      return stage() != Stage.DISABLED && isPreview() ? Stage.PREVIEW : stage();
    }

    String previewBecause() {
      if (stage() == Stage.PREVIEW) {
        return "its stage is Preview";
      }
      return isNewer()
          ? "came with release %1$s; counts once activeUpTo of the SecureScorePolicy 'cluster' is '%1$s'"
              .formatted(since().orElseThrow())
          : "counts from " + activeFrom();
    }

    List<ParameterValue> parameters() {
      return override == null ? List.of() : override.parameters();
    }

    Catalog.Inactive inactive(String reason, String message) {
      return new Catalog.Inactive(name(), reason, message, standing(), spec());
    }

    /** In its own stage: the time from which it counts may be what cannot be read. */
    Catalog.Inactive refused(String problems) {
      return new Catalog.Inactive(name(), "CompileError", problems, stage(), spec());
    }

    Recommendation inForce(Rule rule) {
      Severity severity = severity();
      return new Recommendation(
          name(),
          recommendation.labels(),
          spec(),
          rated(),
          severity,
          points(severity),
          standing(),
          rule);
    }

    private int points(Severity severity) {
      if (override != null && override.points() != null) {
        return override.points();
      }
      return spec().points() != null ? spec().points() : Points.of(severity, impact());
    }

    private SecurityRecommendationSpec rated() {
      return override == null ? spec() : spec().rated(override.severity(), override.control());
    }

    private Severity severity() {
      return switch (rated().severity()) {
        case LOW -> Severity.LOW;
        case MEDIUM -> Severity.MEDIUM;
        case HIGH -> Severity.HIGH;
        case CRITICAL -> Severity.CRITICAL;
      };
    }

    private Impact impact() {
      return switch (spec().impact()) {
        case LOW -> Impact.LOW;
        case MEDIUM -> Impact.MEDIUM;
        case HIGH -> Impact.HIGH;
      };
    }
  }
}
