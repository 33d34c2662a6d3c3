package dev.securescore.operator.write;

import dev.securescore.json.JsonMap;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees to it that what was handed out is written: by a reconciler, once the resource is there. */
final class Dispatch {

  private final WriteSchedule schedule;
  private final KnownKeys known;
  private final OwnReports own;
  private final Pokes pokes;
  private final ClusterCounts counts;

  Dispatch(
      WriteSchedule schedule, KnownKeys known, OwnReports own, Pokes pokes, ClusterCounts counts) {
    this.schedule = schedule;
    this.known = known;
    this.own = own;
    this.pokes = pokes;
    this.counts = counts;
  }

  void handOut(WriteKey key, Map<String, JsonMap> namespaces, Instant now) {
    switch (key) {
      case WriteKey.Report report when report.isOwn() ->
          keep(report, namespaces.get(report.namespace()));
      case WriteKey.Report report -> pokes.poke(report);
      case WriteKey.ClusterReport report when report.isOwn() && !known.contains(report) ->
          book(report, own.create(report));
      case WriteKey.ClusterReport report -> pokes.poke(report);
      case WriteKey.Recommendation recommendation -> pokes.poke(recommendation);
      case WriteKey.Exemption exemption -> pokes.poke(exemption);
      case WriteKey.Policy policy -> pokes.pokePolicy();
      case WriteKey.Counts look -> look(now);
    }
  }

  /** Has the recommendations written whose numbers changed since the last look. */
  void look(Instant now) {
    counts.look().forEach(name -> schedule.at(new WriteKey.Recommendation(name), now));
  }

  private void keep(WriteKey.Report report, @Nullable JsonMap namespace) {
    boolean isThere = known.contains(report);
    if (isThere && own.isExcluded(report.namespace())) {
      schedule.take(report); // the request that deletes it uses the turn
      own.delete(report);
    } else if (isThere) {
      pokes.poke(report);
    } else if (own.isWanted(namespace)) {
      book(report, own.create(report));
    } else {
      schedule.giveBack(report);
      schedule.forget(report);
    }
  }

  /** A new report has its status written as soon as its reconciler sees it, in the same turn. */
  private void book(WriteKey report, boolean created) {
    if (!created) {
      schedule.take(report); // the request that was refused used the turn
      schedule.shown(report); // nobody waits for what cannot be there
    }
  }
}
