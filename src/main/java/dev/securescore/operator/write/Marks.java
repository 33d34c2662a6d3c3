package dev.securescore.operator.write;

import java.time.Instant;
import java.util.Set;

/** Marks as changed whatever a change in the cluster shows in. */
final class Marks {

  private final WriteSchedule schedule;
  private final KnownKeys known;

  Marks(WriteSchedule schedule, KnownKeys known) {
    this.schedule = schedule;
    this.known = known;
  }

  /** All of it, of these namespaces and of what is known; recommendations at once. */
  void everything(Set<String> namespaces, Instant now) {
    known.recommendations().forEach(key -> schedule.at(key, now));
    known.all().forEach(key -> schedule.dirty(key, now));
    namespaces.forEach(namespace -> schedule.dirty(WriteKey.Report.ownOf(namespace), now));
    cluster(now);
  }

  /** What a namespace shows in; the empty name stands for cluster-scoped resources. */
  void namespace(String namespace, Instant now) {
    if (!namespace.isEmpty()) {
      schedule.dirty(WriteKey.Report.ownOf(namespace), now);
      known.inNamespace(namespace).forEach(key -> schedule.dirty(key, now));
    }
    known.exemptions(namespace).forEach(key -> schedule.dirty(key, now));
    cluster(now);
  }

  private void cluster(Instant now) {
    schedule.dirty(WriteKey.ClusterReport.CLUSTER, now);
    schedule.dirty(WriteKey.ClusterReport.PLATFORM, now);
    known.clusterReports().forEach(key -> schedule.dirty(key, now));
    schedule.dirty(new WriteKey.Counts(), now);
  }
}
