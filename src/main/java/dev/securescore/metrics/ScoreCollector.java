package dev.securescore.metrics;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Policy;
import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Totals;
import dev.securescore.json.JsonMap;
import dev.securescore.scoring.Tally;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows the engine's numbers as they are at the moment of a scrape; nothing waits for a write.
 *
 * <p>A scrape looks at what changed in namespaces since the last, and for the scopes of the cluster
 * at its rows; never at objects.
 */
final class ScoreCollector implements MultiCollector {

  private static final String CLUSTER = "cluster";
  private static final String PLATFORM = "platform";
  private static final String EXCLUDED = "excluded";

  private final Engine engine;
  private final OperatorState state;
  private final Supplier<Optional<Instant>> lastConfirmed;
  private final boolean byNamespaceAndRecommendation;
  private final NamespaceScores namespaces;

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
    this.namespaces = new NamespaceScores(engine);
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
    } else {
      namespaces.keep(Set.of());
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
    Headline.SCOPE.show(series, cluster, counting, CLUSTER);
    Headline.SCOPE.show(series, engine.totals(new Scope.Platform()), counting, PLATFORM);
    namespaces(series, catalog, counting);
  }

  private void namespaces(Series series, Catalog catalog, Set<String> counting) {
    Map<String, JsonMap> all = new TreeMap<>(engine.namespaces());
    Map<String, Integer> byScope = new TreeMap<>(Map.of(CLUSTER, 0, PLATFORM, 0, EXCLUDED, 0));
    Set<String> shown = new HashSet<>();
    all.forEach((name, namespace) -> {
      String scope = scope(catalog.policy(), name, namespace);
      byScope.merge(scope, 1, Integer::sum);
      if (!scope.equals(EXCLUDED)) {
        shown.add(name);
        namespaces.show(series, name, scope, catalog, counting);
        if (byNamespaceAndRecommendation) {
          byRecommendation(series, name, scope);
        }
      }
    });
    namespaces.keep(shown);
    byScope.forEach((scope, count) -> series.add(Metric.NAMESPACES, count, scope));
  }

  private static String scope(Policy policy, String name, JsonMap namespace) {
    if (policy.isExcluded(name)) {
      return EXCLUDED;
    }
    Map<String, String> labels = namespace.object("metadata").object("labels").strings();
    return policy.isPlatform(name, labels) ? PLATFORM : CLUSTER;
  }

  private static void recommendation(Series series, Recommendation recommendation) {
    String control = recommendation.spec().control();
    series.add(
        recommendation.scored() ? Metric.RECOMMENDATION_POINTS : Metric.PREVIEW_POINTS,
        recommendation.points(),
        recommendation.name(),
        Headline.label(recommendation.severity()),
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

  private void byRecommendation(Series series, String name, String scope) {
    engine
        .tallies(new Scope.Namespace(name, LabelSelector.EVERYTHING))
        .forEach(tally ->
            byVerdict(tally)
                .forEach((verdict, count) ->
                    series.add(
                        Metric.NAMESPACE_RESOURCES,
                        count,
                        name,
                        scope,
                        tally.recommendation(),
                        verdict)));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
