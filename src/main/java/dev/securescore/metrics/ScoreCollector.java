package dev.securescore.metrics;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Policy;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Totals;
import dev.securescore.json.JsonMap;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Grade;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import dev.securescore.scoring.Tally;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows the engine's numbers as they are at the moment of a scrape; nothing waits for a write.
 *
 * <p>A scrape costs a look at each namespace's counters, never at resources one by one.
 */
final class ScoreCollector implements MultiCollector {

  private static final String CLUSTER = "cluster";
  private static final String PLATFORM = "platform";
  private static final String EXCLUDED = "excluded";

  private final Engine engine;
  private final OperatorState state;
  private final Supplier<Optional<Instant>> lastConfirmed;
  private final boolean byNamespaceAndRecommendation;

  private volatile boolean wasComplete;

  ScoreCollector(
      Engine engine,
      OperatorState state,
      Supplier<Optional<Instant>> lastConfirmed,
      boolean byNamespaceAndRecommendation) {
    this.engine = engine;
    this.state = state;
    this.lastConfirmed = lastConfirmed;
    this.byNamespaceAndRecommendation = byNamespaceAndRecommendation;
  }

  @Override
  public MetricSnapshots collect() {
    Series series = new Series();
    boolean leads = state.leads();
    boolean complete = state.isComplete();
    wasComplete |= complete;
    series.add(Metric.LEADER, leads ? 1 : 0);
    state.leaseRenewed().ifPresent(time -> series.add(Metric.LEASE_RENEWED, seconds(time)));
    state
        .watchesDown()
        .forEach((kind, down) ->
            series.add(Metric.WATCH_DOWN, seconds(down), kind.group(), kind.kind()));
    engine
        .unavailable()
        .keySet()
        .forEach(kind -> series.add(Metric.KIND_UNAVAILABLE, 1, kind.group(), kind.kind()));
    if (leads) {
      lastConfirmed.get().ifPresent(time -> series.add(Metric.LAST_CONFIRMED, seconds(time)));
      series.add(Metric.UNWRITTEN_AGE, seconds(state.unwrittenAge()));
    }
    // What was not read yet shows in no number, so a first part would pass for the whole.
    if (leads && wasComplete) {
      scores(series);
      exemptions(series);
    }
    series.add(Metric.COMPLETE, complete && state.isComplete() ? 1 : 0);
    return series.snapshots();
  }

  private void exemptions(Series series) {
    state
        .exemptionsByReason()
        .forEach((reason, count) -> series.add(Metric.EXEMPTIONS, count, reason));
    Map<String, Instant> next = new TreeMap<>();
    engine
        .exemptions()
        .holding()
        .forEach(each ->
            each.expires()
                .ifPresent(
                    end -> next.merge(each.name().namespace(), end, ScoreCollector::earlier)));
    next.forEach(
        (namespace, end) -> series.add(Metric.NEXT_EXPIRATION, end.getEpochSecond(), namespace));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void scores(Series series) {
    Catalog catalog = engine.catalog();
    Set<String> counting =
        catalog.judged().stream()
            .filter(Recommendation::scored)
            .map(Recommendation::name)
            .collect(Collectors.toSet());
    catalog.judged().forEach(each -> recommendation(series, each));
    catalog.inactive().stream()
        .collect(Collectors.groupingBy(Catalog.Inactive::reason, Collectors.counting()))
        .forEach((reason, count) -> series.add(Metric.INACTIVE_RECOMMENDATIONS, count, reason));
    String revision = catalog.revision().toString();
    if (!revision.isEmpty()) {
      series.add(Metric.CATALOG_INFO, 1, revision);
    }
    Totals cluster = engine.totals(new Scope.Cluster());
    cluster.tallies().forEach(tally -> resources(series, tally));
    scope(series, CLUSTER, cluster, counting);
    scope(series, PLATFORM, engine.totals(new Scope.Platform()), counting);
    namespaces(series, catalog.policy(), counting);
  }

  private void namespaces(Series series, Policy policy, Set<String> counting) {
    Map<String, JsonMap> namespaces = new TreeMap<>(engine.namespaces());
    Map<String, Integer> byScope = new TreeMap<>(Map.of(CLUSTER, 0, PLATFORM, 0, EXCLUDED, 0));
    namespaces.forEach((name, namespace) -> {
      String scope = scope(policy, name, namespace);
      byScope.merge(scope, 1, Integer::sum);
      if (!scope.equals(EXCLUDED)) {
        namespace(series, name, scope, counting);
      }
    });
    byScope.forEach((scope, count) -> series.add(Metric.NAMESPACES, count, scope));
  }

  private static String scope(Policy policy, String name, JsonMap namespace) {
    if (policy.isExcluded(name)) {
      return EXCLUDED;
    }
    Map<String, String> labels = namespace.object("metadata").object("labels").strings();
    return policy.isPlatform(name, labels) ? PLATFORM : CLUSTER;
  }

  private static Score score(List<Tally> tallies, Set<String> counting) {
    return Score.of(
        tallies.stream().filter(tally -> counting.contains(tally.recommendation())).toList());
  }

  /** The score if everything that is judged counted; empty where all of it does. */
  private static Optional<Fraction> forecast(List<Tally> tallies, Set<String> counting) {
    return tallies.stream().allMatch(tally -> counting.contains(tally.recommendation()))
        ? Optional.empty()
        : Score.of(tallies).percent();
  }

  private static void recommendation(Series series, Recommendation recommendation) {
    String control = recommendation.spec().control();
    series.add(
        recommendation.scored() ? Metric.RECOMMENDATION_POINTS : Metric.PREVIEW_POINTS,
        recommendation.points(),
        recommendation.name(),
        text(recommendation.severity()),
        control == null ? "" : control);
  }

  private static void resources(Series series, Tally tally) {
    byVerdict(tally)
        .forEach((verdict, count) ->
            series.add(Metric.RESOURCES, count, tally.recommendation(), verdict));
    exempt(series, tally, "mitigated", tally.mitigated());
    exempt(series, tally, "waived", tally.waived());
  }

  private static void exempt(Series series, Tally tally, String decision, int findings) {
    if (findings > 0) {
      series.add(Metric.EXEMPT_FINDINGS, findings, tally.recommendation(), decision);
    }
  }

  private static Map<String, Integer> byVerdict(Tally tally) {
    return Map.of(
        "healthy", tally.healthy(),
        "unhealthy", tally.unhealthy(),
        "exempt", tally.waived(),
        "not_applicable", tally.notApplicable(),
        "not_evaluated", tally.notEvaluated());
  }

  private static void scope(Series series, String scope, Totals totals, Set<String> counting) {
    Score score = score(totals.tallies(), counting);
    score
        .percent()
        .ifPresent(percent -> {
          series.add(Metric.RATIO, ratio(percent), scope);
          series.add(Metric.GRADE, grade(score, totals), scope);
        });
    score.raw().percent().ifPresent(percent -> series.add(Metric.RAW_RATIO, ratio(percent), scope));
    forecast(totals.tallies(), counting)
        .ifPresent(percent -> series.add(Metric.FORECAST_RATIO, ratio(percent), scope));
    series.add(Metric.COVERAGE, ratio(score.coverage().percent()), scope);
    for (Severity severity : Severity.values()) {
      series.add(Metric.OPEN_FINDINGS, score.open(severity), scope, text(severity));
    }
  }

  private void namespace(Series series, String name, String scope, Set<String> counting) {
    Totals totals = engine.totals(new Scope.Namespace(name, LabelSelector.EVERYTHING));
    Score score = score(totals.tallies(), counting);
    score
        .percent()
        .ifPresent(percent -> {
          series.add(Metric.NAMESPACE_RATIO, ratio(percent), name, scope);
          series.add(Metric.NAMESPACE_GRADE, grade(score, totals), name, scope);
        });
    score
        .raw()
        .percent()
        .ifPresent(percent -> series.add(Metric.NAMESPACE_RAW_RATIO, ratio(percent), name, scope));
    forecast(totals.tallies(), counting)
        .ifPresent(
            percent -> series.add(Metric.NAMESPACE_FORECAST_RATIO, ratio(percent), name, scope));
    series.add(Metric.NAMESPACE_COVERAGE, ratio(score.coverage().percent()), name, scope);
    for (Severity severity : Severity.values()) {
      series.add(Metric.NAMESPACE_OPEN_FINDINGS, score.open(severity), name, scope, text(severity));
    }
    if (byNamespaceAndRecommendation) {
      for (Tally tally : totals.tallies()) {
        byVerdict(tally)
            .forEach((verdict, count) ->
                series.add(
                    Metric.NAMESPACE_RESOURCES,
                    count,
                    name,
                    scope,
                    tally.recommendation(),
                    verdict));
      }
    }
  }

  /** The letters are listed worst first, so that 0 is F. */
  private static int grade(Score score, Totals totals) {
    return Grade.of(score, totals.exposedCritical()).letter().ordinal();
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static double ratio(Fraction percent) {
    return percent.toDouble() / 100;
  }

  private static String text(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
