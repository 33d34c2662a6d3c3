package dev.securescore.report;

import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.api.VerdictCounts;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.TypeCheck;
import dev.securescore.cel.KubernetesRelease;
import dev.securescore.enforcement.EnforcementState;
import dev.securescore.inventory.KindName;
import dev.securescore.report.ConditionFactory.State;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the statuses of recommendations from what is known of the whole cluster.
 *
 * @param catalog the recommendations in force
 * @param standings of the cluster towards those that judge, by name
 * @param spreads where each of these is followed, by name
 * @param unavailable kinds that cannot be read, with the reason
 * @param complete whether everything that should be judged was read
 */
public record RecommendationStatuses(
    Catalog catalog,
    Map<String, RecommendationStanding> standings,
    Map<String, Spread> spreads,
    Map<KindName, String> unavailable,
    boolean complete) {

  /**
   * The status of a recommendation as it is declared now.
   *
   * <p>Until everything is read the counts stay what they were.
   *
   * @param enforced what admission does about it
   * @return empty while the catalogue is not about this declaration yet
   */
  public Optional<SecurityRecommendationStatus> of(
      SecurityRecommendation recommendation, EnforcementState enforced, Instant now) {
    String name = recommendation.getMetadata().getName();
    Optional<Recommendation> judged =
        catalog.find(name).filter(each -> Objects.equals(each.written(), recommendation.getSpec()));
    Optional<Catalog.Inactive> inactive =
        catalog.inactive().stream()
            .filter(each -> each.name().equals(name))
            .filter(each -> Objects.equals(each.spec(), recommendation.getSpec()))
            .findFirst();
    return judged
        .map(each -> judging(recommendation, each, inactive, enforced, now))
        .or(() -> inactive.map(each -> idle(recommendation, each, enforced, now)));
  }

  /** A status with what came of checking the recommendation's types; empty while it was not. */
  public static SecurityRecommendationStatus typed(
      SecurityRecommendation recommendation,
      SecurityRecommendationStatus status,
      Optional<TypeCheck> checked,
      Instant now) {
    return new SecurityRecommendationStatus(
        status.observedGeneration(),
        status.observedTime(),
        Stream.concat(
                status.conditions().stream(),
                TypedCondition.of(recommendation, conditions(recommendation, now), checked))
            .toList(),
        status.minimumKubernetesVersion(),
        status.counts(),
        status.potentialIncrease(),
        status.enforcement(),
        status.enforceable(),
        status.stage());
  }

  /** Whether two statuses say the same, whenever each was written. */
  public static boolean saySame(
      SecurityRecommendationStatus one, SecurityRecommendationStatus other) {
    return sameBesidesCounts(one, other)
        && Objects.equals(one.counts(), other.counts())
        && Objects.equals(one.potentialIncrease(), other.potentialIncrease())
        && Objects.equals(one.enforceable(), other.enforceable())
        && one.conditions().equals(other.conditions());
  }

  /** Whether two statuses differ in numbers at most. */
  public static boolean sameBesidesCounts(
      SecurityRecommendationStatus one, SecurityRecommendationStatus other) {
    return Objects.equals(one.observedGeneration(), other.observedGeneration())
        && Objects.equals(one.minimumKubernetesVersion(), other.minimumKubernetesVersion())
        && Objects.equals(one.enforcement(), other.enforcement())
        && Objects.equals(one.stage(), other.stage())
        && states(one).equals(states(other));
  }

  /** Whether two statuses agree on the declaration that they are about, and its acceptance. */
  public static boolean sameAcceptance(
      SecurityRecommendationStatus one, SecurityRecommendationStatus other) {
    return Objects.equals(one.observedGeneration(), other.observedGeneration())
        && accepted(one).equals(accepted(other));
  }

  private static Optional<List<String>> accepted(SecurityRecommendationStatus status) {
    return states(status).stream().filter(each -> each.getFirst().equals("Accepted")).findFirst();
  }

  private static List<List<String>> states(SecurityRecommendationStatus status) {
    return status.conditions().stream()
        .map(each ->
            each.getType().equals("Ready") || isInForce(each)
                ? List.of(each.getType(), each.getStatus(), each.getReason())
                : List.of(each.getType(), each.getStatus(), each.getReason(), each.getMessage()))
        .toList();
  }

  /** Its message counts namespaces. */
  private static boolean isInForce(Condition condition) {
    return condition.getType().equals("Enforced") && condition.getStatus().equals("True");
  }

  private SecurityRecommendationStatus judging(
      SecurityRecommendation recommendation,
      Recommendation judged,
      Optional<Catalog.Inactive> preview,
      EnforcementState enforced,
      Instant now) {
    ConditionFactory conditions = conditions(recommendation, now);
    Condition accepted =
        conditions.condition("Accepted", State.TRUE, "Compiled", accepted(judged, preview));
    @Nullable String release =
        judged.rule().minimumRelease().map(KubernetesRelease::toString).orElse(null);
    @Nullable RecommendationStanding standing = standings.get(judged.name());
    @Nullable SecurityRecommendationStatus before = recommendation.getStatus();
    if (!complete || standing == null) {
      Condition ready =
          conditions.condition("Ready", State.FALSE, "Pending", "resources are being read");
      return new SecurityRecommendationStatus(
          generation(recommendation),
          before == null ? null : before.observedTime(),
          with(conditions, enforced, accepted, ready),
          release,
          before == null ? null : before.counts(),
          before == null ? null : before.potentialIncrease(),
          enforced.action(),
          before == null ? null : before.enforceable(),
          judged.stage());
    }
    return new SecurityRecommendationStatus(
        generation(recommendation),
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        with(conditions, enforced, accepted, ready(conditions, judged, standing.tally())),
        release,
        counts(standing.tally()),
        Display.signedGain(standing.gain()),
        enforced.action(),
        spreads
            .getOrDefault(judged.name(), Spread.NOWHERE)
            .enforceable(standing.tally().unhealthy()),
        judged.stage());
  }

  /** Whether it is enforced is told only where somebody asked for it. */
  private static List<Condition> with(
      ConditionFactory conditions, EnforcementState enforced, Condition... others) {
    List<Condition> all = new ArrayList<>(List.of(others));
    if (!enforced.equals(EnforcementState.DISABLED)) {
      all.add(
          conditions.condition(
              "Enforced", State.of(enforced.isInForce()), enforced.reason(), enforced.message()));
    }
    return List.copyOf(all);
  }

  private static String accepted(Recommendation judged, Optional<Catalog.Inactive> preview) {
    String usable =
        judged
            .rule()
            .minimumRelease()
            .map(release -> "usable at admission from Kubernetes " + release)
            .orElse("not usable at admission");
    return "compiles; "
        + usable
        + preview.map(each -> "; in preview: " + each.message()).orElse("");
  }

  private Condition ready(ConditionFactory conditions, Recommendation judged, Tally tally) {
    int evaluated = tally.total() + tally.waived();
    List<String> missing =
        unavailable.entrySet().stream()
            .filter(entry -> judged.rule().kinds().matches(entry.getKey()))
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .toList();
    if (!missing.isEmpty()) {
      return conditions.condition(
          "Ready", State.FALSE, "KindUnavailable", "cannot read " + Words.list(missing));
    }
    int all = evaluated + tally.notEvaluated();
    return conditions.condition(
        "Ready",
        State.TRUE,
        "Judged",
        evaluated + " of " + Words.count(all, "resource") + " judged");
  }

  /** One that does not judge; by decision it is as it should be, by an error it is not ready. */
  private static SecurityRecommendationStatus idle(
      SecurityRecommendation recommendation,
      Catalog.Inactive inactive,
      EnforcementState enforced,
      Instant now) {
    ConditionFactory conditions = conditions(recommendation, now);
    boolean disabled = inactive.reason().equals("Disabled");
    boolean broken = inactive.reason().equals("CompileError");
    return new SecurityRecommendationStatus(
        generation(recommendation),
        null,
        with(
            conditions,
            enforced,
            conditions.condition(
                "Accepted", State.of(disabled), inactive.reason(), inactive.message()),
            conditions.condition(
                "Ready", State.of(!broken), inactive.reason(), "it does not judge")),
        null,
        null,
        null,
        enforced.action(),
        null,
        inactive.stage());
  }

  private static ConditionFactory conditions(SecurityRecommendation recommendation, Instant now) {
    @Nullable SecurityRecommendationStatus before = recommendation.getStatus();
    return new ConditionFactory(
        before == null ? List.of() : before.conditions(), generation(recommendation), now);
  }

  private static long generation(SecurityRecommendation recommendation) {
    @Nullable Long generation = recommendation.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }

  private static VerdictCounts counts(Tally tally) {
    return new VerdictCounts(
        tally.healthy(),
        tally.unhealthy(),
        tally.exempt(),
        tally.notApplicable(),
        tally.notEvaluated());
  }
}
